"""What frontdesk talks about: frozen values without I/O and without a clock.

Instants are aware `datetime`s in UTC, calendar days are `date`s, durations are whole minutes unless a
name says otherwise. An `id` of 0 means "not stored yet".
"""
