create table if not exists ${p}payment (
  store_id integer not null,
  id uuid not null,
  checkout_id uuid not null,
  tender integer default 1 not null,
  version integer not null,
  account varchar(60) not null,
  provider varchar(60) not null,
  provider_ref varchar(255),
  owner_key varchar(80) not null,
  currency varchar(3) not null,
  quote_hash varchar(64) not null,
  amount bigint not null,
  authorized bigint default 0 not null,
  cancelled bigint default 0 not null,
  captured bigint default 0 not null,
  capture_pending bigint default 0 not null,
  refunded bigint default 0 not null,
  refund_pending bigint default 0 not null,
  ext_captured bigint default 0 not null,
  ext_refunded bigint default 0 not null,
  charged_back bigint default 0 not null,
  capture_limit bigint,
  pay_later boolean not null,
  unwanted boolean default false not null,
  disputed boolean default false not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_payment primary key (store_id, id),
  constraint ${p}uq_payment_ref unique (store_id, account, provider_ref),
  constraint ${p}ck_payment_captured check (cancelled >= 0 and captured >= 0 and capture_pending >= 0
    and captured + capture_pending + cancelled <= authorized),
  constraint ${p}ck_payment_refunded check (refunded >= 0 and refund_pending >= 0
    and refunded + refund_pending <= captured)
);

create index if not exists ${p}ix_payment_checkout on ${p}payment (store_id, checkout_id);
create index if not exists ${p}ix_payment_ref on ${p}payment (account, provider_ref);
