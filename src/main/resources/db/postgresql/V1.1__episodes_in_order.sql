-- A finding's episodes are read in the order of their ids. H2 has one cache of numbers for all connections; PostgreSQL has
-- one for each, so that an episode that opened later on another connection would come first.
alter sequence episode_id_seq cache 1;
