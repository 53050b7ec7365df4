create table if not exists ${p}event (
  store_id integer not null,
  id uuid not null,
  subject_id uuid not null,
  machine varchar(30) not null,
  seq integer not null,
  root_id uuid not null,
  type varchar(60) not null,
  payload varchar not null,
  subscribers integer not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_event primary key (store_id, id),
  constraint ${p}uq_event_move unique (store_id, subject_id, machine, seq)
);
