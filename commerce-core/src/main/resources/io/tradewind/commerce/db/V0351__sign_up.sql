create table if not exists ${p}sign_up (
  store_id integer not null,
  id uuid not null,
  launch_id uuid not null,
  kind varchar(8) not null,
  contact varchar(254) not null,
  contact_key varchar(64),
  owner_key varchar(80) not null,
  state varchar(12) not null,
  place integer,
  link_hash varchar(64) not null,
  link_at timestamp(6) with time zone not null,
  invite_hash varchar(64),
  invited_until timestamp(6) with time zone,
  order_id uuid,
  signed_up_at timestamp(6) with time zone not null,
  version integer not null,
  constraint ${p}pk_sign_up primary key (store_id, id),
  constraint ${p}uq_sign_up_contact unique (store_id, launch_id, contact_key),
  constraint ${p}uq_sign_up_place unique (store_id, launch_id, place),
  constraint ${p}uq_sign_up_invite unique (store_id, invite_hash),
  constraint ${p}fk_sign_up_launch foreign key (store_id, launch_id) references ${p}launch (store_id, id)
);
create index if not exists ${p}ix_sign_up_line on ${p}sign_up (store_id, launch_id, state, place);
create index if not exists ${p}ix_sign_up_list on ${p}sign_up (store_id, launch_id, id);
create index if not exists ${p}ix_sign_up_owner on ${p}sign_up (store_id, owner_key, launch_id);
create index if not exists ${p}ix_sign_up_order on ${p}sign_up (store_id, order_id);
create index if not exists ${p}ix_sign_up_due on ${p}sign_up (state, invited_until);
