import sdk from "@adobe/acc-js-sdk";
import { agentLogin, agentPassword, endpoint } from "../herald.js";

const { ConnectionParameters } = sdk;

export { sdk, ConnectionParameters };

/** Nothing kept between clients, so that every client asks for everything itself. */
export const fresh = { noStorage: true };

/** A client, logged on. */
export async function loggedOn(parameters) {
  const client = await sdk.init(parameters);
  await client.logon();
  return client;
}

/** A client of the agent, logged on with login and password. */
export function asAgent(options = {}) {
  return loggedOn(
    ConnectionParameters.ofUserAndPassword(endpoint, agentLogin, agentPassword, {
      ...fresh,
      ...options,
    }),
  );
}

/** The tokens of a new session, for callers that log on elsewhere and hand them on. */
export async function openSession() {
  const answer = await soap(
    "xtk:session#Logon",
    `<Logon xmlns="urn:xtk:session"><sessiontoken/><strLogin>${agentLogin}</strLogin>` +
      `<strPassword>${agentPassword}</strPassword><elemParameters/></Logon>`,
  );
  return {
    session: /<pstrSessionToken[^>]*>([^<]+)</.exec(answer)[1],
    security: /<pstrSecurityToken[^>]*>([^<]+)</.exec(answer)[1],
  };
}

/** Ends a session from outside of the SDK. */
export function endSession({ session, security }) {
  return soap(
    "xtk:session#Logoff",
    `<Logoff xmlns="urn:xtk:session"><sessiontoken>${session}</sessiontoken></Logoff>`,
    { "X-Security-Token": security },
  );
}

async function soap(action, body, headers = {}) {
  const answer = await fetch(`${endpoint}/nl/jsp/soaprouter.jsp`, {
    method: "POST",
    headers: { "Content-Type": "text/xml; charset=utf-8", SOAPAction: action, ...headers },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`,
  });
  return answer.text();
}
