-- The messages that name items: few of all, looked through for those that name one.
CREATE INDEX update_naming_items ON update (account) WHERE body LIKE '%@[item:%';
