"""Mail on a server, read over IMAP and never changed: EXAMINE and PEEK, no other command (R19).

Follow a reading: `wire` carries bytes and lets no server make it wait or swell; `client` is the library on
top of it, `login` gets in (TLS checked, the password from `data.feeds.secrets`), `telling` says in a sentence
what went wrong; `connection` has the few commands that are ever sent; `folders` lists what there is;
`reading` works out what is new, changed and gone, by the `marks` of the last reading; `fetching` turns what
was fetched into letters. `listening` waits for news in a thread of its own, and `trial` tries a connection
for somebody who is just setting it up.

Only `account` is light: the others import the IMAP library, so they are imported when an account is set.
"""
