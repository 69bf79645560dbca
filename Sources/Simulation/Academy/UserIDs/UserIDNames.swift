/// The names that user ids are made of, in Latin letters, without a look at how common they are: an id
/// needs many different ones.
///
/// Common surnames and given names of the United States and of South Korea, written down by hand. Those
/// that would make one id in two ways are left out: an English `park`, a given name `bryan` beside `ryan`.
extension UserIDNames {
  static let englishSurnames = """
    smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez \
    gonzalez wilson anderson thomas taylor moore jackson martin perez thompson white harris \
    sanchez clark ramirez lewis robinson walker young allen wright scott torres nguyen hill \
    flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips \
    evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers \
    gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos cox ward richardson \
    watson brooks chavez wood bennett gray mendoza ruiz hughes price alvarez castillo sanders \
    patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman \
    butler henderson barnes gonzales fisher vasquez simmons romero jordan patterson alexander \
    hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera gibson ellis \
    tran medina aguilar stevens murray ford castro marshall owens harrison fernandez mcdonald \
    woods washington kennedy wells vargas henry chen freeman webb tucker guzman burns crawford \
    olson simpson porter hunter gordon mendez silva shaw snyder mason dixon munoz hunt hicks \
    holmes palmer wagner black robertson boyd rose stone salazar fox warren mills meyer rice \
    schmidt garza daniels ferguson nichols stephens soto weaver ryan gardner payne grant dunn \
    kelley spencer hawkins arnold pierce hansen peters santos hart bradley knight elliott \
    cunningham duncan armstrong hudson carroll lane riley andrews alvarado ray delgado berry \
    perkins hoffman johnston matthews pena richards contreras willis carpenter lawrence sandoval \
    guerrero george chapman rios estrada ortega watkins greene nunez wheeler valdez harper burke \
    larson santiago maldonado morrison franklin carlson austin dominguez carr lawson jacobs \
    obrien lynch singh vega bishop montgomery oliver jensen harvey williamson gilbert dean sims \
    espinoza howell li wong reid hanson le mccoy garrett burton fuller weber welch rojas lucas \
    marquez fields little banks padilla day walsh bowman schultz luna fowler mejia
    """

  static let englishGiven = """
    james mary michael patricia robert jennifer john linda david elizabeth william barbara \
    richard susan joseph jessica thomas karen christopher sarah charles lisa daniel nancy matthew \
    sandra anthony betty mark ashley donald emily steven kimberly andrew margaret paul donna \
    joshua michelle kenneth carol kevin amanda brian melissa timothy deborah ronald stephanie \
    george rebecca jason sharon edward laura jeffrey cynthia ryan dorothy jacob amy nicholas \
    kathleen gary angela eric shirley jonathan emma stephen brenda larry pamela justin nicole \
    scott anna brandon samantha benjamin katherine samuel christine gregory helen alexander debra \
    patrick rachel frank carolyn raymond janet jack maria dennis catherine jerry heather tyler \
    diane aaron olivia jose julie adam joyce nathan victoria henry ruth zachary virginia douglas \
    lauren peter kelly kyle christina noah joan ethan evelyn jeremy judith walter andrea \
    christian hannah keith megan terry cheryl austin jacqueline sean martha roger madison gerald \
    teresa carl gloria harold sara dylan janice arthur ann lawrence kathryn jordan abigail jesse \
    sophia frances billy jean bruce alice gabriel judy joe isabella logan julia alan grace juan \
    amber wayne denise elijah danielle randy marilyn roy beverly vincent charlotte ralph natalie \
    eugene theresa russell diana bobby brittany mason doris philip kayla louis alexis tammy tracy \
    rhonda devin
    """

  static let koreanSurnames = """
    kim lee park choi jung kang cho yoon jang lim han oh seo shin kwon hwang ahn song ryu jeon \
    hong ko moon yang son bae baek heo yoo nam sim noh ha joo koo min jin na ji eom won chae \
    cheon bang gong hyun ham byun yeom yeo chu do seok sun seol ma gil wi pyo myung ki ban wang \
    geum ok yook in maeng je mo tak kook eun
    """

  static let koreanGiven = """
    minjun seojun dohyun yejun siwoo junwoo jiho jihoon junseo geonwoo hyunwoo minjae woojin \
    seungmin seojin jaehyun sunghyun jisung donghyun minseok taehyun yujun seongjun eunwoo hajun \
    joonho kyungmin sanghoon youngho jinwoo jungho taeyang hyunjun inho dongwook seungho kihyun \
    changmin wonjun jaewon seoyeon seoyun minseo jiwoo jimin haeun soyeon yuna sujin eunji yejin \
    subin hyejin jiyoung minji dahyun yerin chaewon jiyeon hayoon eunseo sohyun hyewon nayeon \
    yoonseo gaeun sunyoung mikyung boram bomi areum dayoung yubin seoah jisoo seunghee eunbi \
    yewon hyunjin minah kyungah taehee junghwa sena
    """
}
