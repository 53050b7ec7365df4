create table if not exists ${p}task (
  store_id integer not null,
  id uuid not null,
  kind varchar(30) not null,
  subject_id uuid not null,
  root_id uuid not null,
  state varchar(8) not null,
  active_key varchar(80),
  message varchar(1000) not null,
  created_at timestamp(6) with time zone not null,
  ended_at timestamp(6) with time zone,
  ended_by varchar(80) not null,
  resolution varchar(500) not null,
  constraint ${p}pk_task primary key (store_id, id),
  constraint ${p}uq_task_active unique (store_id, active_key)
);

create index if not exists ${p}ix_task_state on ${p}task (store_id, state, created_at);
create index if not exists ${p}ix_task_subject on ${p}task (store_id, subject_id);
