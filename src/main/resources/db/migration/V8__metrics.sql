-- What is aimed at. Written for H2 and PostgreSQL alike.
create table metric_target (
    -- there is one row, or none: then what is built in is aimed at
    id           integer primary key,
    mttd_seconds bigint  not null,
    mttr_seconds bigint  not null,
    pass_rate    double precision not null,
    criticals    integer not null,
    alerts       double precision not null,
    -- by severity, as in CRITICAL=604800,HIGH=2592000
    fix_within   varchar(500) not null
);
