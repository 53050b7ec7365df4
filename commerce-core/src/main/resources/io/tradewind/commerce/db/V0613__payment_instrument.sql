alter table ${p}payment add column if not exists instrument_id uuid;
alter table ${p}payment add column if not exists keeps_instrument boolean default false not null;
