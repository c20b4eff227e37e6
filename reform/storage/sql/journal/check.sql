-- One row saying ok, or one for every fault found in the file.
pragma integrity_check;
