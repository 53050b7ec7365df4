create table if not exists ${p}transition (
  machine varchar(30) not null,
  from_state varchar(30) not null,
  to_state varchar(30) not null,
  constraint ${p}pk_transition primary key (machine, from_state, to_state)
);
