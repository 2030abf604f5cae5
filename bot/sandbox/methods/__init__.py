"""Slack's Web API methods, one module a noun; each is a function from a call to an answer."""
