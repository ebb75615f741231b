"""Above everything and imported by nothing: the demo and its robots, the virtual devices, the daily tools."""
