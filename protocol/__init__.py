"""The words spoken on the LAN and what they mean; pure, no I/O."""
