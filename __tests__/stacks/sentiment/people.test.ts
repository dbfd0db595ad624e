import { describe, expect, it } from "vitest";
import { statementsOfRole } from "../../helpers/policies.ts";
import { sentimentStacks } from "../../helpers/sentiment-stacks.ts";
import "../../helpers/stack-matchers.ts";

describe.each(sentimentStacks)("accounts and browsers of $name", ({ environment, stack }) => {
  const pool = stack.resource("aws_cognito_user_pool");

  it("asks for strong passwords and offers a second factor", () => {
    expect(pool).toMatchObject({
      username_attributes: ["email"],
      mfa_configuration: "OPTIONAL",
      password_policy: {
        minimum_length: 12,
        require_lowercase: true,
        require_uppercase: true,
        require_numbers: true,
        require_symbols: true,
      },
    });
  });

  it("has the tier that its threat protection needs, and is guarded where the environment asks for it", () => {
    expect(pool).toMatchObject({
      user_pool_tier: "PLUS",
      user_pool_add_ons: { advanced_security_mode: environment.userPool.advancedSecurity },
      deletion_protection: environment.protectData ? "ACTIVE" : "INACTIVE",
    });
  });

  it("lets the web application sign people in by the code flow, without a secret", () => {
    expect(stack.resource("aws_cognito_user_pool_client")).toMatchObject({
      generate_secret: false,
      allowed_oauth_flows: ["code"],
      allowed_oauth_scopes: ["email", "openid", "profile"],
      callback_urls: environment.userPool.callbackUrls,
      logout_urls: environment.userPool.logoutUrls,
      prevent_user_existence_errors: "ENABLED",
    });
    expect(stack.resource("aws_cognito_user_pool_domain").domain).toBe(
      `${environment.name}-sentiment-${environment.userPool.domainSuffix}`,
    );
  });

  it("knows the four scopes of the API", () => {
    const { identifier, scope } = stack.resource("aws_cognito_resource_server");

    expect(identifier).toBe("sentiment-api");
    expect((scope as { scope_name: string }[]).map(({ scope_name }) => scope_name)).toEqual([
      "read:config",
      "write:config",
      "read:alerts",
      "write:alerts",
    ]);
  });

  it("records browser sessions of the web application, with traces", () => {
    expect(stack.resource("aws_rum_app_monitor")).toMatchObject({
      domain: new URL(environment.dashboardUrl).hostname,
      app_monitor_configuration: {
        enable_xray: true,
        allow_cookies: true,
        session_sample_rate: environment.realUserMonitoringRate,
        telemetries: ["errors", "performance", "http"],
      },
    });
  });

  it("lets guests report events to the monitor, and nothing else", () => {
    const guest = `${environment.name}-sentiment-rum-guest`;
    const { roles } = stack.resource("aws_cognito_identity_pool_roles_attachment");

    expect(stack.referenced((roles as { unauthenticated: string }).unauthenticated).name).toBe(guest);
    expect(statementsOfRole(stack, guest).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [
        ["rum:PutRumEvents"],
        [
          `arn:aws:rum:${environment.region}:${environment.accountId}:appmonitor/${environment.name}-sentiment-dashboard`,
        ],
      ],
    ]);
    expect(stack.resource("aws_cognito_identity_pool")).toMatchObject({
      allow_unauthenticated_identities: true,
      allow_classic_flow: false,
    });
  });
});
