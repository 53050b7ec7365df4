create table if not exists ${p}code_guess (
  store_id integer not null,
  owner_key varchar(80) not null,
  guessed_at timestamp(6) with time zone not null,
  misses integer not null,
  constraint ${p}pk_code_guess primary key (store_id, owner_key, guessed_at)
);

create index if not exists ${p}ix_code_guess_age on ${p}code_guess (guessed_at);
