"""`./mall workbench`: printers, keypads, signs and scanners that are not there, to work at and to fail."""
