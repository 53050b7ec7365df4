create table if not exists ${p}launch (
  store_id integer not null,
  id uuid not null,
  slug varchar(120) not null,
  title varchar(200) not null,
  text varchar(4000) not null,
  sku varchar(40) not null,
  live_sku varchar(40),
  opens_at timestamp(6) with time zone not null,
  quota integer not null,
  per_person integer not null,
  promised integer not null,
  last_place integer not null,
  state varchar(12) not null,
  version integer not null,
  constraint ${p}pk_launch primary key (store_id, id),
  constraint ${p}uq_launch_slug unique (store_id, slug),
  constraint ${p}uq_launch_sku unique (store_id, live_sku),
  constraint ${p}ck_launch_quota check (promised >= 0 and promised <= quota and per_person >= 1)
);
create index if not exists ${p}ix_launch_due on ${p}launch (state, opens_at);
