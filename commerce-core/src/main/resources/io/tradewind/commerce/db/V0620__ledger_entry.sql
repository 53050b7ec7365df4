create table if not exists ${p}ledger_entry (
  store_id integer not null,
  tx_id uuid not null,
  leg smallint not null,
  account varchar(16) not null,
  provider varchar(60) not null,
  subject_id uuid not null,
  root_id uuid not null,
  kind varchar(12) not null,
  currency varchar(3) not null,
  amount bigint not null,
  reference varchar(255) not null,
  noted_at timestamp(6) with time zone not null,
  actor varchar(80) not null,
  constraint ${p}pk_ledger_entry primary key (store_id, tx_id, leg)
);

create index if not exists ${p}ix_ledger_entry_subject on ${p}ledger_entry (store_id, subject_id);
create index if not exists ${p}ix_ledger_entry_root on ${p}ledger_entry (store_id, root_id);
create index if not exists ${p}ix_ledger_entry_period on ${p}ledger_entry (store_id, noted_at);
