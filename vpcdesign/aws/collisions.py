"""Blocks that AWS lets a VPC have and that something on its hosts, or a service of AWS, uses already.

Each comes with its consequence, since that is what decides whether it matters. Blocks that no VPC may have at all are
in `addresses`.
"""

from typing import NamedTuple


class Collision(NamedTuple):
    """A block that is taken somewhere: by whom, what happens, and where that is written."""

    cidr: str
    owner: str
    consequence: str
    source: str


COLLISIONS: tuple[Collision, ...] = (
    Collision(
        "172.17.0.0/16",
        "Docker's bridge, Cloud9 and SageMaker AI",
        "hosts that run containers keep these addresses to themselves: they cannot reach such subnets",
        "UG: VPC CIDR blocks",
    ),
    Collision(
        "10.96.0.0/12",
        "Kubernetes services (kubeadm)",
        "a cluster answers these addresses itself: its pods cannot reach such subnets",
        "Kubernetes: kubeadm init",
    ),
    Collision(
        "10.100.0.0/16",
        "Kubernetes services (EKS)",
        "EKS takes it for services unless told otherwise: pods cannot reach such subnets in other VPCs",
        "EKS: create a cluster",
    ),
    Collision(
        "172.20.0.0/16",
        "Kubernetes services (EKS, when 10.100.0.0/16 is taken)",
        "EKS takes it for services unless told otherwise: pods cannot reach such subnets in other VPCs",
        "EKS: create a cluster",
    ),
    Collision(
        "172.31.0.0/16",
        "default VPCs",
        "every region's default VPC has it: no peering with one, and no secondary block of 172.31.0.0/16 beside it",
        "UG: default VPC components",
    ),
    Collision(
        "198.19.0.0/16",
        "AWS's own services",
        "a VPC that has it takes no private block beside it",
        "UG: IPv4 CIDR block association restrictions",
    ),
)
"""In the order of how often they hurt."""
