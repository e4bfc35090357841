"""Design to Network: one module an AWS construct; every rule of AWS behaviour lives here, with its source."""
