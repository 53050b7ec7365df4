create table if not exists ${p}obligation (
  store_id integer not null,
  id uuid not null,
  kind varchar(20) not null,
  subject_id uuid not null,
  checkout_id uuid not null,
  state varchar(12) not null,
  version integer not null,
  keep bigint not null,
  cause varchar(80) not null,
  reason varchar(500) not null,
  due_at timestamp(6) with time zone not null,
  task_id uuid,
  next_at timestamp(6) with time zone,
  tries integer default 0 not null,
  tried_at timestamp(6) with time zone,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_obligation primary key (store_id, id)
);

create index if not exists ${p}ix_obligation_subject on ${p}obligation (store_id, subject_id);
create index if not exists ${p}ix_obligation_next on ${p}obligation (next_at);
