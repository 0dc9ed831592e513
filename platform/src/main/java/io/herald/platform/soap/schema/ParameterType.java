package io.herald.platform.soap.schema;

/** What a parameter is: in schemas, in WSDL and in answers (client contract A.6). */
public enum ParameterType {
  STRING("string", "s:string", "xsd:string", "str"),
  BOOLEAN("boolean", "s:boolean", "xsd:boolean", "b"),
  BYTE("byte", "s:byte", "xsd:byte", "bt"),
  INT64("int64", "s:long", "xsd:long", "l"),
  DATETIME("datetime", "s:dateTime", "xsd:dateTime", "tm"),
  /** A whole document. */
  DOCUMENT("DOMDocument", ParameterType.ANY_ELEMENT, "ns:Element", "dom"),
  /** One element. */
  ELEMENT("DOMElement", ParameterType.ANY_ELEMENT, "ns:Element", "elem"),
  /** The element {@code sessionInfo} of {@code xtk:session}. */
  SESSION_INFO("DOMElement", ParameterType.ANY_ELEMENT, "ns:Element", ""),
  /** The element {@code userInfo} of {@code xtk:session}. */
  USER_INFO("sessionUserInfo", ParameterType.ANY_ELEMENT, "ns:Element", "");

  /** Any XML. */
  static final String ANY_ELEMENT = "tns:Element";

  private final String schemaType;
  private final String wsdlType;
  private final String answerType;
  private final String prefix;

  ParameterType(String schemaType, String wsdlType, String answerType, String prefix) {
    this.schemaType = schemaType;
    this.wsdlType = wsdlType;
    this.answerType = answerType;
    this.prefix = prefix;
  }

  /** In a schema: {@code param/@type}. */
  public String schemaType() {
    return schemaType;
  }

  /** In WSDL. */
  String wsdlType() {
    return wsdlType;
  }

  /** In answers: {@code xsi:type}. */
  public String answerType() {
    return answerType;
  }

  /** What stands before a parameter's name on the wire. */
  String prefix() {
    return prefix;
  }
}
