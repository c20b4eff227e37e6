-- Joins as the optimiser thinks best again.
reset disabled_optimizers;
