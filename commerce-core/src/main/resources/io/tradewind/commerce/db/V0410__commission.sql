create table if not exists ${p}commission (
  store_id integer not null,
  id uuid not null,
  order_id uuid not null,
  influencer varchar(60) not null,
  percent numeric(9, 4) not null,
  base bigint not null,
  returned bigint not null,
  amount bigint not null,
  taken_back bigint not null,
  paid bigint not null,
  state varchar(12) not null,
  ripens_at timestamp(6) with time zone,
  version integer not null,
  created_at timestamp(6) with time zone not null,
  constraint ${p}pk_commission primary key (store_id, id),
  constraint ${p}uq_commission_order unique (store_id, order_id),
  constraint ${p}ck_commission_returned check (returned >= 0 and returned <= base),
  constraint ${p}ck_commission_back check (taken_back >= 0 and taken_back <= amount)
);

create index if not exists ${p}ix_commission_influencer on ${p}commission (store_id, influencer, state);

create index if not exists ${p}ix_commission_due on ${p}commission (ripens_at);
