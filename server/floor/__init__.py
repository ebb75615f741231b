"""The floor manager's command line: reads the mall's state and log over HTTP, and sends commands."""
