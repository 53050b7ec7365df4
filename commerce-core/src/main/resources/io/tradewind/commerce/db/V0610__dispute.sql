create table if not exists ${p}dispute (
  store_id integer not null,
  id uuid not null,
  payment_id uuid not null,
  checkout_id uuid not null,
  account varchar(60) not null,
  provider_ref varchar(255) not null,
  stage varchar(16) not null,
  version integer not null,
  amount bigint not null,
  currency varchar(3) not null,
  charged bigint default 0 not null,
  answer_by timestamp(6) with time zone,
  heard_at timestamp(6) with time zone not null,
  opened_at timestamp(6) with time zone not null,
  constraint ${p}pk_dispute primary key (store_id, id),
  constraint ${p}uq_dispute_ref unique (store_id, account, provider_ref)
);

create index if not exists ${p}ix_dispute_payment on ${p}dispute (store_id, payment_id);
create index if not exists ${p}ix_dispute_checkout on ${p}dispute (store_id, checkout_id);
