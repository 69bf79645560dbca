extension Regions {
  /// The states and some cities of the United States.
  ///
  /// Cities' people in thousands, scaled so that a state's cities together have about the state's
  /// population of the 2020 census (U.S. Census Bureau), rounded: small towns are few here. The middle of a
  /// state is about its centre of population; codes are ranges of the first three digits of ZIP codes,
  /// the largest one where a state has several. The code belongs to the state, not to the city.
  static let unitedStates = Regions(
    """
    Alabama|AL|33.0|-86.8|350-369
    Huntsville=1300, Birmingham=1200, Montgomery=1200, Mobile=1100, Tuscaloosa=224
    Alaska|AK|61.3|-148.9|995-999
    Anchorage=600, Juneau=67, Fairbanks=66
    Arizona|AZ|33.4|-111.9|850-865
    Phoenix=3300, Tucson=1110, Mesa=1030, Chandler=560, Scottsdale=490, Glendale=501, Tempe=161
    Arkansas|AR|35.1|-92.6|716-729
    Little Rock=1400, Fort Smith=620, Fayetteville=650, Springdale=342
    California|CA|35.5|-119.4|900-961
    Los Angeles=14500, San Diego=5150, San Jose=3760, San Francisco=3250, Fresno=2010, Sacramento=1950
    Long Beach=1730, Oakland=1640, Bakersfield=1500, Anaheim=1290, Riverside=1170, Stockton=1190, Irvine=398
    Colorado|CO|39.5|-105.2|800-816
    Denver=2600, Colorado Springs=1740, Aurora=1000, Fort Collins=434
    Connecticut|CT|41.5|-72.9|060-069
    Bridgeport=950, New Haven=860, Stamford=900, Hartford=896
    Delaware|DE|39.4|-75.6|197-199
    Wilmington=550, Dover=300, Newark=140
    District of Columbia|DC|38.9|-77.0|200-205
    Washington=690
    Florida|FL|27.8|-81.6|320-349
    Jacksonville=6300, Miami=4400, Tampa=3800, Orlando=3050, St. Petersburg=2000, Tallahassee=1988
    Georgia|GA|33.3|-83.8|300-319
    Atlanta=4700, Augusta=2000, Columbus=1900, Savannah=1400, Athens=712
    Hawaii|HI|21.1|-157.3|967-968
    Honolulu=1200, Hilo=150, Kailua=105
    Idaho|ID|43.9|-115.0|832-838
    Boise=1000, Meridian=440, Nampa=399
    Illinois|IL|41.3|-88.4|600-629
    Chicago=10300, Aurora=680, Joliet=560, Naperville=560, Rockford=540, Springfield=172
    Indiana|IN|40.2|-86.3|460-479
    Indianapolis=4100, Fort Wayne=1220, Evansville=730, South Bend=736
    Iowa|IA|42.0|-93.1|500-528
    Des Moines=1500, Cedar Rapids=960, Davenport=730
    Kansas|KS|38.5|-96.5|660-679
    Wichita=1400, Overland Park=700, Kansas City=550, Topeka=288
    Kentucky|KY|37.8|-85.2|400-427
    Louisville=2800, Lexington=1400, Bowling Green=306
    Louisiana|LA|30.7|-91.5|700-714
    New Orleans=2200, Baton Rouge=1300, Shreveport=1158
    Maine|ME|44.3|-69.7|039-049
    Portland=800, Lewiston=330, Bangor=232
    Maryland|MD|39.1|-76.8|206-219
    Baltimore=4600, Frederick=620, Rockville=557, Gaithersburg=400
    Massachusetts|MA|42.3|-71.4|010-027
    Boston=4000, Worcester=1230, Springfield=930, Cambridge=870
    Michigan|MI|42.9|-84.2|480-499
    Detroit=5100, Grand Rapids=1600, Warren=1100, Ann Arbor=1000, Lansing=1277
    Minnesota|MN|45.2|-93.6|550-567
    Minneapolis=2900, St. Paul=2100, Rochester=706
    Mississippi|MS|32.6|-89.6|386-397
    Jackson=1700, Gulfport=800, Hattiesburg=461
    Missouri|MO|38.4|-92.4|630-658
    Kansas City=2700, St. Louis=1600, Springfield=900, Columbia=955
    Montana|MT|46.8|-111.2|590-599
    Billings=500, Missoula=320, Bozeman=264
    Nebraska|NE|41.2|-97.6|680-693
    Omaha=1200, Lincoln=762
    Nevada|NV|37.6|-116.5|889-898
    Las Vegas=1700, Henderson=800, Reno=605
    New Hampshire|NH|43.2|-71.5|030-038
    Manchester=700, Nashua=500, Concord=178
    New Jersey|NJ|40.4|-74.4|070-089
    Newark=3300, Jersey City=3100, Paterson=1700, Trenton=1189
    New Mexico|NM|34.6|-106.3|870-884
    Albuquerque=1400, Las Cruces=420, Santa Fe=298
    New York|NY|41.5|-74.6|100-149
    New York=17000, Buffalo=950, Yonkers=720, Rochester=720, Syracuse=811
    North Carolina|NC|35.6|-79.7|270-289
    Charlotte=4100, Raleigh=2200, Greensboro=1400, Durham=1340, Winston-Salem=1399
    North Dakota|ND|47.4|-99.3|580-588
    Fargo=450, Bismarck=250, Grand Forks=79
    Ohio|OH|40.4|-82.7|430-459
    Columbus=4700, Cleveland=2400, Cincinnati=2000, Toledo=1400, Akron=1299
    Oklahoma|OK|35.6|-96.8|730-749
    Oklahoma City=2200, Tulsa=1300, Norman=459
    Oregon|OR|44.7|-122.6|970-979
    Portland=2600, Eugene=720, Salem=917
    Pennsylvania|PA|40.5|-77.1|150-196
    Philadelphia=9000, Pittsburgh=1900, Allentown=1103, Erie=1000
    Rhode Island|RI|41.8|-71.4|028-029
    Providence=700, Warwick=397
    South Carolina|SC|34.0|-81.0|290-299
    Charleston=2300, Columbia=1900, Greenville=918
    South Dakota|SD|44.0|-99.0|570-577
    Sioux Falls=650, Rapid City=237
    Tennessee|TN|35.8|-86.4|370-385
    Nashville=2900, Memphis=2300, Knoxville=900, Chattanooga=811
    Texas|TX|30.9|-97.4|750-799
    Houston=8700, San Antonio=5400, Dallas=4900, Austin=3600, Fort Worth=3400, El Paso=2500, Lubbock=646
    Utah|UT|40.4|-111.9|840-847
    Salt Lake City=1900, Provo=1100, Ogden=272
    Vermont|VT|44.1|-72.8|050-059
    Burlington=450, Rutland=193
    Virginia|VA|37.8|-77.8|220-246
    Virginia Beach=2900, Richmond=2100, Norfolk=1900, Arlington=1731
    Washington|WA|47.3|-121.6|980-994
    Seattle=4400, Spokane=1330, Tacoma=1300, Bellevue=675
    West Virginia|WV|38.8|-80.8|247-268
    Charleston=900, Huntington=500, Morgantown=394
    Wisconsin|WI|43.7|-89.0|530-549
    Milwaukee=3300, Madison=1600, Green Bay=994
    Wyoming|WY|42.7|-107.0|820-831
    Cheyenne=350, Casper=227
    """
  )

  /// The commonest street names and how many streets had them.
  ///
  /// U.S. Census Bureau, 1993. Ordinals are written as on signs.
  static let streetNames = WordList(
    """
    2nd=10866, 3rd=10131, 1st=9898, 4th=9190, Park=8926, 5th=8186, Main=7644, 6th=7283, Oak=6946
    7th=6377, Pine=6170, Maple=6103, Cedar=5644, 8th=5524, Elm=5233, View=5202, Washington=4974
    9th=4908, Lake=4901, Hill=4877
    """
  )

  /// What a street is called; shares are approximate.
  static let streetKinds = WordList("St=32, Ave=24, Rd=14, Dr=13, Ln=7, Ct=5, Blvd=3, Way=2")
}
