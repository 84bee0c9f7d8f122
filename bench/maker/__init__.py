"""Makes up a freelancer's years: the same ones every time, from a seed. Every name is invented."""
