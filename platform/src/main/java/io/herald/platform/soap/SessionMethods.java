package io.herald.platform.soap;

import io.herald.platform.access.AgentAuthentication;
import io.herald.platform.access.Sessions;
import io.herald.platform.soap.schema.Schemas;
import io.herald.platform.soap.schema.SessionSchema;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;

/** What every instance serves: the methods of {@link SessionSchema}, for its table of calls. */
public final class SessionMethods {
  private SessionMethods() {}

  /**
   * All of them.
   *
   * @param schemas those clients may ask for
   */
  public static Map<MethodName, SoapMethod> of(
      AgentAuthentication authentication,
      Sessions sessions,
      InstanceInfo instance,
      Schemas schemas,
      Clock clock) {
    SessionInfo sessionInfo = new SessionInfo(sessions, instance, clock);
    Map<String, SoapMethod> methods =
        Map.of(
            "Logon",
            new Logon(authentication, sessionInfo),
            "BearerTokenLogon",
            new BearerTokenLogon(authentication, sessionInfo),
            "Logoff",
            new Logoff(sessions),
            "GetUserInfo",
            SessionQuestions.getUserInfo(sessionInfo),
            "TestCnx",
            SessionQuestions.testCnx(),
            "GetServerTime",
            SessionQuestions.getServerTime(clock),
            "GetOption",
            SessionQuestions.getOption(instance),
            "GetEntityIfMoreRecent",
            new GetEntityIfMoreRecent(schemas));
    return methods.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                method -> new MethodName(SessionSchema.NAME, method.getKey()),
                Map.Entry::getValue));
  }
}
