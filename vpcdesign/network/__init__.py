"""The compiled network: what a packet meets. Knows no AWS: the compiler's words ride along as origins."""
