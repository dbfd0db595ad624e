import { CognitoResourceServer } from "@cdktf/provider-aws/lib/cognito-resource-server/index.js";
import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool/index.js";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client/index.js";
import { CognitoUserPoolDomain } from "@cdktf/provider-aws/lib/cognito-user-pool-domain/index.js";
import { Construct } from "constructs";
import type { Naming } from "../naming/naming.ts";

export interface UserPoolProps {
  readonly naming: Naming;
  /** `AUDIT` reports risky sign-ins, `ENFORCED` stops them. */
  readonly advancedSecurity: "AUDIT" | "ENFORCED";
  /** Last part of the sign-in domain. */
  readonly domainSuffix: string;
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  /** What callers of the API can be allowed to do, by scope. */
  readonly apiScopes: Readonly<Record<string, string>>;
  /** Identifier of the API in access tokens. */
  readonly apiIdentifier: string;
  /** Whether the pool, and with it every account, refuses to be destroyed. */
  readonly protect: boolean;
}

const passwordPolicy = {
  minimumLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
  temporaryPasswordValidityDays: 7,
} as const;

/** What is kept of a person. Cognito lets attributes be added later, never changed. */
const attributes = [
  {
    name: "email",
    attributeDataType: "String",
    required: true,
    mutable: true,
    stringAttributeConstraints: { minLength: "5", maxLength: "256" },
  },
  {
    // Ties an account to what its owner did before signing up.
    name: "anonymous_session_id",
    attributeDataType: "String",
    required: false,
    mutable: true,
    stringAttributeConstraints: { minLength: "0", maxLength: "64" },
  },
] as const;

/** Accounts of people: e-mail addresses as names, a strong password, an authenticator application if they like. */
export class UserPool extends Construct {
  readonly pool: CognitoUserPool;
  readonly client: CognitoUserPoolClient;
  readonly domain: CognitoUserPoolDomain;

  constructor(scope: Construct, id: string, props: UserPoolProps) {
    super(scope, id);
    this.pool = this.accounts(props);
    this.client = this.webClient(props);
    this.domain = new CognitoUserPoolDomain(this, "domain", {
      domain: props.naming("Cognito domain", props.domainSuffix),
      userPoolId: this.pool.id,
    });
    new CognitoResourceServer(this, "api", {
      userPoolId: this.pool.id,
      identifier: props.apiIdentifier,
      name: props.apiIdentifier,
      scope: Object.entries(props.apiScopes).map(([scopeName, scopeDescription]) => ({ scopeName, scopeDescription })),
    });
  }

  private accounts({ naming, advancedSecurity, protect }: UserPoolProps): CognitoUserPool {
    return new CognitoUserPool(this, "pool", {
      name: naming("Cognito user pool", "users"),
      usernameAttributes: ["email"],
      autoVerifiedAttributes: ["email"],
      passwordPolicy,
      accountRecoverySetting: { recoveryMechanism: [{ name: "verified_email", priority: 1 }] },
      schema: [...attributes],
      mfaConfiguration: "OPTIONAL",
      softwareTokenMfaConfiguration: { enabled: true },
      emailConfiguration: { emailSendingAccount: "COGNITO_DEFAULT" },
      deviceConfiguration: { deviceOnlyRememberedOnUserPrompt: true },
      // Threat protection belongs to the tier Plus; pools are created in Essentials, which refuses it.
      userPoolTier: "PLUS",
      userPoolAddOns: { advancedSecurityMode: advancedSecurity },
      deletionProtection: protect ? "ACTIVE" : "INACTIVE",
      lifecycle: { preventDestroy: protect },
    });
  }

  /** A browser keeps no secret, so that the client has none: it proves itself by the code flow. */
  private webClient({ naming, callbackUrls, logoutUrls }: UserPoolProps): CognitoUserPoolClient {
    return new CognitoUserPoolClient(this, "client", {
      name: naming("Cognito user pool client", "dashboard-client"),
      userPoolId: this.pool.id,
      generateSecret: false,
      accessTokenValidity: 1,
      idTokenValidity: 1,
      refreshTokenValidity: 30,
      tokenValidityUnits: [{ accessToken: "hours", idToken: "hours", refreshToken: "days" }],
      allowedOauthFlowsUserPoolClient: true,
      allowedOauthFlows: ["code"],
      allowedOauthScopes: ["email", "openid", "profile"],
      supportedIdentityProviders: ["COGNITO"],
      explicitAuthFlows: ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH", "ALLOW_CUSTOM_AUTH"],
      callbackUrls: [...callbackUrls],
      logoutUrls: [...logoutUrls],
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
    });
  }
}
