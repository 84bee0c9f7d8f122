"""Time kept elsewhere: Timewarrior's files or its `timew export`, and the CSV exports of Toggl Track."""
