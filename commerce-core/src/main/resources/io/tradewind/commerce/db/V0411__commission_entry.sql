create table if not exists ${p}commission_entry (
  store_id integer not null,
  id uuid not null,
  commission_id uuid not null,
  influencer varchar(60) not null,
  kind varchar(12) not null,
  goods bigint not null,
  amount bigint not null,
  cause_id uuid not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_commission_entry primary key (store_id, id),
  constraint ${p}uq_commission_entry_cause unique (store_id, commission_id, kind, cause_id)
);

create index if not exists ${p}ix_commission_entry_period on ${p}commission_entry (store_id, influencer, created_at);
