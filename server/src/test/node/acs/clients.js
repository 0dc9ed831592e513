import acs from "@adobe/aio-lib-campaign-standard";
import { accessToken, apiKey, endpoint, organization } from "../herald.js";

/** The only thing that is changed (client contract B.1, first way). */
export function pointAtHerald(client) {
  client.sdk.spec.servers[0].url = `${endpoint}/{ORGANIZATION}/campaign`;
  return client;
}

/** A client with the credentials of this run, or others. */
export async function connected({ tenant = organization, key = apiKey, token = accessToken } = {}) {
  return pointAtHerald(await acs.init(tenant, key, token));
}
