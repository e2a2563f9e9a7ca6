/// The objects of OCPI 2.1.1, 2.2.1 and 2.3.0 that are imported, one a line: `Class field=type[*][!versions] ...`.
///
/// Types: `c36` CiString of at most 36 characters, `s45` string, `n` number, `i` integer, `b` boolean, `d` DateTime,
/// `p` price in any of its shapes, `e:Name` enumeration, `o:Name` object; `*` a list. `!123` names the versions that
/// require the field: 1 is 2.1.1, 2 is 2.2.1, 3 is 2.3.0. Where versions differ in length the longer one is meant.
///
/// - Source: EVRoaming Foundation, OCPI 2.1.1-d2, 2.2.1-d2, 2.3.0: modules CDRs, Sessions, Tariffs, Locations, Tokens.
let ocpiClassText = """
    CDR country_code=c2!23 party_id=c3!23 id=c39!123 start_date_time=d!123 end_date_time=d!23 session_id=c36 \
    cdr_token=o:CdrToken!23 auth_method=e:AuthMethod!123 authorization_reference=c36 cdr_location=o:CdrLocation!23 \
    meter_id=s255 currency=s3!123 tariffs=o:Tariff* charging_periods=o:ChargingPeriod*!123 signed_data=o:SignedData \
    total_cost=p!123 total_fixed_cost=p total_energy=n!123 total_energy_cost=p total_time=n!123 total_time_cost=p \
    total_parking_time=n total_parking_cost=p total_reservation_cost=p remark=s255 invoice_reference_id=c39 credit=b \
    credit_reference_id=c39 home_charging_compensation=b last_updated=d!123 stop_date_time=d!1 auth_id=s36!1 \
    location=o:Location!1
    Session country_code=c2!23 party_id=c3!23 id=c36!123 start_date_time=d!23 end_date_time=d kwh=n!123 \
    cdr_token=o:CdrToken!23 auth_method=e:AuthMethod!123 authorization_reference=c36 location_id=c36!23 \
    evse_uid=c36!23 connector_id=c36!23 meter_id=s255 currency=s3!123 charging_periods=o:ChargingPeriod* \
    total_cost=p status=e:SessionStatus!123 last_updated=d!123 start_datetime=d!1 end_datetime=d auth_id=s36!1 \
    location=o:Location!1
    Tariff country_code=c2!23 party_id=c3!23 id=c36!123 currency=s3!123 type=e:TariffType \
    tariff_alt_text=o:DisplayText* tariff_alt_url=s255 min_price=p max_price=p elements=o:TariffElement*!123 \
    start_date_time=d end_date_time=d energy_mix=o:EnergyMix last_updated=d!123 tax_included=e:TaxIncluded!3 \
    preauthorize_amount=n
    Location country_code=c2!23 party_id=c3!23 id=c39!123 publish=b!23 publish_allowed_to=o:PublishTokenType* \
    name=s255 address=s255!123 city=s45!123 postal_code=s10!1 state=s45 country=s3!123 coordinates=o:GeoLocation!123 \
    related_locations=o:AdditionalGeoLocation* parking_type=e:ParkingType evses=o:EVSE* directions=o:DisplayText* \
    operator=o:BusinessDetails suboperator=o:BusinessDetails owner=o:BusinessDetails facilities=e:Facility* \
    time_zone=s255!23 opening_times=o:Hours charging_when_closed=b images=o:Image* energy_mix=o:EnergyMix \
    last_updated=d!123 parking_places=o:Parking* help_phone=c25 type=e:LocationType!1
    Token country_code=c2!23 party_id=c3!23 uid=c36!123 type=e:TokenType!123 contract_id=c36!23 visual_number=s64 \
    issuer=s64!123 group_id=c36 valid=b!123 whitelist=e:WhitelistType!123 language=s2 \
    default_profile_type=e:ProfileType energy_contract=o:EnergyContract last_updated=d!123 auth_id=s36!1
    Price excl_vat=n incl_vat=n before_taxes=n taxes=o:TaxAmount* after_taxes=n
    CdrToken country_code=c2!23 party_id=c3!23 uid=c36!23 type=e:TokenType!23 contract_id=c36!23
    CdrLocation id=c36!23 name=s255 address=s45!23 city=s45!23 postal_code=s10 state=s20 country=s3!23 \
    coordinates=o:GeoLocation!23 evse_uid=c36!23 evse_id=c48!23 connector_id=c36!23 \
    connector_standard=e:ConnectorType!23 connector_format=e:ConnectorFormat!23 connector_power_type=e:PowerType!23
    ChargingPeriod start_date_time=d!123 dimensions=o:CdrDimension*!123 tariff_id=c36
    SignedData encoding_method=c36!23 encoding_method_version=i public_key=s512 signed_values=o:SignedValue*!23 \
    url=s512
    DisplayText language=s2!123 text=s512!123
    TariffElement price_components=o:PriceComponent*!123 restrictions=o:TariffRestrictions
    EnergyMix is_green_energy=b!123 energy_sources=o:EnergySource* environ_impact=o:EnvironmentalImpact* \
    supplier_name=s64 energy_product_name=s64
    PublishTokenType uid=c36 type=e:TokenType visual_number=s64 issuer=s64 group_id=c36
    GeoLocation latitude=s10!123 longitude=s11!123
    AdditionalGeoLocation latitude=s10!123 longitude=s11!123 name=o:DisplayText
    EVSE uid=c39!123 evse_id=c48 status=e:Status!123 status_schedule=o:StatusSchedule* capabilities=e:Capability* \
    connectors=o:Connector*!123 floor_level=s4 coordinates=o:GeoLocation physical_reference=s16 \
    directions=o:DisplayText* parking_restrictions=e:ParkingRestriction* images=o:Image* last_updated=d!123 \
    parking=o:EVSEParking* accepted_service_providers=s50*
    BusinessDetails name=s100!123 website=s255 logo=o:Image
    Hours twentyfourseven=b!123 regular_hours=o:RegularHours* exceptional_openings=o:ExceptionalPeriod* \
    exceptional_closings=o:ExceptionalPeriod*
    Image url=s255!123 thumbnail=s255 category=e:ImageCategory!123 type=c4!123 width=i height=i
    Parking id=c36!3 physical_reference=s12 vehicle_types=e:VehicleType*!3 max_vehicle_weight=n max_vehicle_height=n \
    max_vehicle_length=n max_vehicle_width=n parking_space_length=n parking_space_width=n dangerous_goods_allowed=b \
    direction=e:ParkingDirection drive_through=b restricted_to_type=b!3 reservation_required=b!3 time_limit=n \
    roofed=b images=o:Image* lighting=b refrigeration_outlet=b standards=c36* apds_reference=c
    EnergyContract supplier_name=s64!23 contract_id=s64
    TaxAmount name=s!3 account_number=s percentage=n amount=n!3
    CdrDimension type=e:CdrDimensionType!123 volume=n!123
    SignedValue nature=c32!23 plain_data=s5000!23 signed_data=s5000!23
    PriceComponent type=e:TariffDimensionType!123 price=n!123 vat=n step_size=i!123
    TariffRestrictions start_time=s5 end_time=s5 start_date=s10 end_date=s10 min_kwh=n max_kwh=n min_current=n \
    max_current=n min_power=n max_power=n min_duration=i max_duration=i day_of_week=e:DayOfWeek* \
    reservation=e:ReservationRestrictionType
    EnergySource source=e:EnergySourceCategory!123 percentage=n!123
    EnvironmentalImpact category=e:EnvironmentalImpactCategory!23 amount=n!123 \
    source=e:EnvironmentalImpactCategory!1
    StatusSchedule period_begin=d!123 period_end=d status=e:Status!123
    Connector id=c36!123 standard=e:ConnectorType!123 format=e:ConnectorFormat!123 power_type=e:PowerType!123 \
    max_voltage=i!23 max_amperage=i!23 max_electric_power=i tariff_ids=c36* terms_and_conditions=s255 \
    last_updated=d!123 capabilities=e:ConnectorCapability* voltage=i!1 amperage=i!1 tariff_id=s36
    EVSEParking parking_id=c36!3 evse_position=e:EVSEPosition
    RegularHours weekday=i!123 period_begin=s5!123 period_end=s5!123
    ExceptionalPeriod period_begin=d!123 period_end=d!123
    """

/// The closed value sets of those objects, one a line: `Name VALUE ...`, all versions together.
let ocpiEnumText = """
    AuthMethod AUTH_REQUEST COMMAND WHITELIST
    CdrDimensionType CURRENT ENERGY ENERGY_EXPORT ENERGY_IMPORT MAX_CURRENT MIN_CURRENT MAX_POWER MIN_POWER \
    PARKING_TIME POWER RESERVATION_TIME STATE_OF_CHARGE TIME FLAT
    Capability CHARGING_PROFILE_CAPABLE CHARGING_PREFERENCES_CAPABLE CHIP_CARD_SUPPORT CONTACTLESS_CARD_SUPPORT \
    CREDIT_CARD_PAYABLE DEBIT_CARD_PAYABLE PED_TERMINAL REMOTE_START_STOP_CAPABLE RESERVABLE RFID_READER \
    START_SESSION_CONNECTOR_REQUIRED TOKEN_GROUP_CAPABLE UNLOCK_CAPABLE
    ConnectorFormat SOCKET CABLE
    ConnectorType CHADEMO CHAOJI DOMESTIC_A DOMESTIC_B DOMESTIC_C DOMESTIC_D DOMESTIC_E DOMESTIC_F DOMESTIC_G \
    DOMESTIC_H DOMESTIC_I DOMESTIC_J DOMESTIC_K DOMESTIC_L DOMESTIC_M DOMESTIC_N DOMESTIC_O GBT_AC GBT_DC \
    IEC_60309_2_single_16 IEC_60309_2_three_16 IEC_60309_2_three_32 IEC_60309_2_three_64 IEC_62196_T1 \
    IEC_62196_T1_COMBO IEC_62196_T2 IEC_62196_T2_COMBO IEC_62196_T3A IEC_62196_T3C NEMA_5_20 NEMA_6_30 NEMA_6_50 \
    NEMA_10_30 NEMA_10_50 NEMA_14_30 NEMA_14_50 PANTOGRAPH_BOTTOM_UP PANTOGRAPH_TOP_DOWN TESLA_R TESLA_S MCS \
    SAE_J3400
    EnergySourceCategory NUCLEAR GENERAL_FOSSIL COAL GAS GENERAL_GREEN SOLAR WIND WATER
    EnvironmentalImpactCategory NUCLEAR_WASTE CARBON_DIOXIDE
    Facility HOTEL RESTAURANT CAFE MALL SUPERMARKET SPORT RECREATION_AREA NATURE MUSEUM BIKE_SHARING BUS_STOP \
    TAXI_STAND TRAM_STOP METRO_STATION TRAIN_STATION AIRPORT PARKING_LOT CARPOOL_PARKING FUEL_STATION WIFI
    ImageCategory CHARGER ENTRANCE LOCATION NETWORK OPERATOR OTHER OWNER
    ParkingRestriction EV_ONLY PLUGGED DISABLED CUSTOMERS MOTORCYCLES EMPLOYEES TAXIS TENANTS
    ParkingType ALONG_MOTORWAY PARKING_GARAGE PARKING_LOT ON_DRIVEWAY ON_STREET UNDERGROUND_GARAGE
    PowerType AC_1_PHASE AC_2_PHASE AC_2_PHASE_SPLIT AC_3_PHASE DC
    Status AVAILABLE BLOCKED CHARGING INOPERATIVE OUTOFORDER PLANNED REMOVED RESERVED UNKNOWN
    ProfileType CHEAP FAST GREEN REGULAR
    SessionStatus ACTIVE COMPLETED INVALID PENDING RESERVATION
    DayOfWeek MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY
    ReservationRestrictionType RESERVATION RESERVATION_EXPIRES
    TariffDimensionType ENERGY FLAT PARKING_TIME TIME
    TariffType AD_HOC_PAYMENT PROFILE_CHEAP PROFILE_FAST PROFILE_GREEN REGULAR
    TokenType AD_HOC_USER APP_USER OTHER RFID EMAID
    WhitelistType ALWAYS ALLOWED ALLOWED_OFFLINE NEVER
    ConnectorCapability ISO_15118_2_PLUG_AND_CHARGE ISO_15118_20_PLUG_AND_CHARGE
    EVSEPosition LEFT RIGHT CENTER
    ParkingDirection PARALLEL PERPENDICULAR ANGLE
    VehicleType MOTORCYCLE PERSONAL_VEHICLE PERSONAL_VEHICLE_WITH_TRAILER VAN SEMI_TRACTOR RIGID TRUCK_WITH_TRAILER \
    BUS DISABLED
    TaxIncluded YES NO N/A
    LocationType ON_STREET PARKING_GARAGE UNDERGROUND_GARAGE PARKING_LOT OTHER UNKNOWN
    """
