create table if not exists ${p}message (
  store_id integer not null,
  id uuid not null,
  about_id uuid not null,
  template varchar(40) not null,
  fact varchar(100) not null,
  channel varchar(12) not null,
  subject_id uuid not null,
  details varchar(400) not null,
  state varchar(12) not null,
  tries integer not null,
  most_tries integer not null,
  doubtful boolean not null,
  next_at timestamp(6) with time zone,
  account varchar(60) not null,
  provider_ref varchar(255) not null,
  problem varchar(500) not null,
  asked_by varchar(80) not null,
  created_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  constraint ${p}pk_message primary key (store_id, id),
  constraint ${p}uq_message_fact unique (store_id, about_id, template, fact, channel)
);
create index if not exists ${p}ix_message_due on ${p}message (next_at);
create index if not exists ${p}ix_message_state on ${p}message (store_id, state, created_at, id);
