create table if not exists ${p}payment_fact (
  store_id integer not null,
  id uuid not null,
  payment_id uuid not null,
  operation_id uuid,
  kind varchar(16) not null,
  amount bigint not null,
  currency varchar(3) not null,
  account varchar(60) not null,
  fact_key varchar(340) not null,
  provider_ref varchar(255) not null,
  task_id uuid,
  noted_at timestamp(6) with time zone not null,
  actor varchar(80) not null,
  constraint ${p}pk_payment_fact primary key (store_id, id),
  constraint ${p}uq_payment_fact unique (store_id, account, fact_key, kind)
);

create index if not exists ${p}ix_payment_fact_payment on ${p}payment_fact (store_id, payment_id);
