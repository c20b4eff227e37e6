"""What staff must look at: tasks of the week, problems, decisions, health, audit trail."""
