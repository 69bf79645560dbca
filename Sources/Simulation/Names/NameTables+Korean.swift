/// Korean names as frequency tables: hangul, then Latin letters.
enum KoreanNames {
  /// Surnames and their bearers, in thousands.
  ///
  /// The first twenty as Statistics Korea published them (Population and Housing Census 2015, the
  /// largest clan of each spelling); the others in that order, rounded and approximate. Latin letters are
  /// the commonest customary spelling, not the Revised Romanisation.
  static let surnames = WordList(
    """
    김/kim=10690, 이/lee=7307, 박/park=4192, 최/choi=2334, 정/jung=2152, 강/kang=1177, 조/cho=1056,
    윤/yoon=1021, 장/jang=993, 임/lim=824, 한/han=773, 오/oh=763, 서/seo=752, 신/shin=741,
    권/kwon=706, 황/hwang=697, 안/ahn=686, 송/song=683, 유/yoo=643, 전/jeon=559, 홍/hong=559,
    고/ko=471, 문/moon=464, 양/yang=461, 손/son=457, 배/bae=401, 백/baek=382, 허/heo=327,
    남/nam=276, 심/shim=272, 노/noh=256, 하/ha=230, 류/ryu=210, 곽/kwak=203, 성/sung=199, 차/cha=195,
    주/joo=195, 우/woo=195, 구/koo=193, 나/na=172, 민/min=172, 진/jin=170, 지/ji=160, 엄/um=145,
    채/chae=132, 원/won=129, 천/cheon=121, 방/bang=110, 공/kong=92, 현/hyun=89, 함/ham=80,
    변/byun=80, 염/yeom=69, 여/yeo=60, 추/chu=60, 도/do=50, 석/seok=50, 소/so=50, 선/sun=40,
    설/seol=40, 마/ma=40, 길/gil=40, 연/yeon=30, 위/wi=30, 표/pyo=30, 명/myung=30, 기/ki=30,
    반/ban=30, 왕/wang=20, 금/keum=20, 옥/ok=20, 육/yook=20, 인/in=20, 맹/maeng=20, 제/je=20,
    탁/tak=20, 남궁/namkoong=20, 황보/hwangbo=10, 선우/sunwoo=5, 제갈/jegal=5
    """
  )

  /// Men's names of those born between about 1975 and 2010, commonest first.
  ///
  /// The order follows the lists that the Supreme Court of Korea publishes from the register of family
  /// relations (1995 in full for the first ten); shares are approximated by rank.
  static let men = given(
    """
    지훈 동현 현우 준영 성민 민수 재현 준호 성현 승현 민준 정훈 성훈 상훈 지호 현준 준혁 민재 도현
    민혁 태현 우진 승민 건우 예준 준서 서준 시우 주원 하준 도윤 지후 준우 성호 영호 진우 민호 재민
    상현 동욱 재훈 정우 경민 지환 영훈 승호 태민 용준 진호 은호 태훈 동건 재원 윤호 찬우 한결 주영
    석현 규민 원준 기현 종현 상민 형준 병준 세준 인호 철민 명준 영재 대현 수호 유찬 윤우 이준 은우
    시윤 지안 연우 정민 준수 광현 창민 민규 선우 승우 동훈 범준 해준 호진 성준 영수 성진 경수
    """
  )

  /// Women's names of those born between about 1975 and 2010, commonest first; as `men`.
  static let women = given(
    """
    유진 민지 지은 지현 지원 수진 지혜 은지 수빈 지영 서연 예진 예지 현정 은정 혜진 민서 서현 수민
    지민 예은 유나 은영 미영 소영 서윤 지우 하은 윤서 다은 수현 가영 혜원 은주 미경 지수 채원 예원
    소연 하윤 지유 지아 채은 나연 선영 현주 수연 보람 아름 다영 유빈 시은 은서 가은 서영 소희 경희
    주희 윤정 정은 미정 나영 하나 슬기 세영 연주 효진 민정 은혜 진아 소율 다인 아린 예나 윤아 수아
    은채 시연 하린 주연 혜린 정현 선미 희진 승희 영은 보영 다현 세은 해인 규리 나은 현아 재은
    """
  )

  private static func given(_ names: String) -> WordList {
    let words = names.split(whereSeparator: \.isWhitespace)
      .map { [String($0), Romanisation.latin(String($0))] }
    return WordList(words, weights: words.indices.map { WordList.weight(ofRank: $0) })
  }
}
