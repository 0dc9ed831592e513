package com.example.ordermail;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.templateresolver.SpringResourceTemplateResolver;
import org.thymeleaf.templatemode.TemplateMode;

/** Templates of plain text, beside those of HTML that Spring Boot looks for. */
@Configuration
class TextTemplates {
  @Bean
  SpringResourceTemplateResolver textTemplateResolver(
      @Value("${spring.thymeleaf.prefix:classpath:/templates/}") String prefix) {
    SpringResourceTemplateResolver resolver = new SpringResourceTemplateResolver();
    resolver.setPrefix(prefix);
    resolver.setSuffix(".txt");
    resolver.setResolvablePatterns(Set.of("text/*"));
    resolver.setTemplateMode(TemplateMode.TEXT);
    resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
    resolver.setOrder(1);
    return resolver;
  }
}
