"""Mail, read from files or a server, never written to, and the rule that says who waits (R1-R19 of MAIL.md).

Follow a message: `maildir`, `mbox` or `imap` finds it and hands its first bytes to `reading`, which makes a
`Letter` of them (`headers`, `encoded`, `addresses`, `ids`, `dates`, `subjects`, `robots`, `text` and
`closing` each know one thing about a message). `judge` then looks at letters alone: `identity` joins
copies, `threads` links them, `people` says who wrote, `counting` who would wait, `answers` who was
answered. `explain` says it in words.
"""
