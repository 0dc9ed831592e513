package io.herald.execution.collect.soap;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.soap.SoapXml;
import org.junit.jupiter.api.Test;

/** The context is kept so that it can be parsed alone and templates find it by plain names. */
class ContextCopyTest {
  /** The copy of the first ctx in a document whose method namespace is urn:m. */
  private static String copy(String document) throws Exception {
    SoapXml xml = SoapXml.withNamespaces(document);
    while (xml.nextChild()) {
      if (xml.name().equals("ctx")) {
        return ContextCopy.of(xml, "urn:m");
      }
    }
    throw new AssertionError("no ctx");
  }

  @Test
  void textAttributesAndWhiteSpaceAreKept() throws Exception {
    String context = "<ctx a=\"1\"> <b>x</b>\n\t<c></c> y </ctx>";
    assertThat(copy("<e>" + context + "</e>")).isEqualTo(context);
  }

  @Test
  void referencesAndSectionsKeepTheirMeaning() throws Exception {
    assertThat(copy("<ctx a='&#10;&quot;&lt;&apos;'>&amp;<![CDATA[<b>&]]>&#13;&#xe9;</ctx>"))
        .isEqualTo("<ctx a=\"&#10;&quot;&lt;'\">&amp;&lt;b&gt;&amp;&#13;é</ctx>");
  }

  @Test
  void commentsAndInstructionsAreLeftOut() throws Exception {
    assertThat(copy("<ctx>a<!-- b -->c<?d e?>f</ctx>")).isEqualTo("<ctx>acf</ctx>");
  }

  @Test
  void anInheritedDefaultNamespaceIsDropped() throws Exception {
    assertThat(copy("<e xmlns='urn:m'><ctx><a/></ctx></e>")).isEqualTo("<ctx><a></a></ctx>");
    assertThat(copy("<e xmlns='urn:other'><ctx><a/></ctx></e>")).isEqualTo("<ctx><a></a></ctx>");
    assertThat(copy("<e xmlns='urn:other'><ctx xmlns=''><a/></ctx></e>"))
        .isEqualTo("<ctx><a></a></ctx>");
  }

  @Test
  void theMethodsOwnPrefixIsDropped() throws Exception {
    assertThat(copy("<u:e xmlns:u='urn:m'><u:ctx><u:a b='1' u:c='2'/></u:ctx></u:e>"))
        .isEqualTo("<ctx><a b=\"1\" xmlns:u=\"urn:m\" u:c=\"2\"></a></ctx>");
  }

  @Test
  void otherNamespacesAreDeclaredWhereTheyAreNeeded() throws Exception {
    assertThat(
            copy(
                "<e xmlns:x='urn:x' xmlns:unused='urn:y'><ctx><x:a><x:b x:c='1'/></x:a></ctx></e>"))
        .isEqualTo("<ctx><x:a xmlns:x=\"urn:x\"><x:b x:c=\"1\"></x:b></x:a></ctx>");
  }

  @Test
  void aDefaultNamespaceOfTheContextItselfIsKeptAndReset() throws Exception {
    assertThat(copy("<e><ctx><a xmlns='urn:a'><b/><c xmlns=''/></a><d/></ctx></e>"))
        .isEqualTo("<ctx><a xmlns=\"urn:a\"><b></b><c xmlns=\"\"></c></a><d></d></ctx>");
    assertThat(copy("<e><ctx xmlns='urn:a'><u:b xmlns:u='urn:m'/></ctx></e>"))
        .isEqualTo("<ctx xmlns=\"urn:a\"><b xmlns=\"\"></b></ctx>");
  }

  @Test
  void theXmlPrefixNeedsNoDeclaration() throws Exception {
    assertThat(copy("<ctx xml:lang='de'/>")).isEqualTo("<ctx xml:lang=\"de\"></ctx>");
  }
}
