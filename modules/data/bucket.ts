import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket/index.js";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration/index.js";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy/index.js";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block/index.js";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration/index.js";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning/index.js";
import { Construct } from "constructs";
import { policyDocument } from "../security/policy-document.ts";

export interface BucketProps {
  /** Full name; bucket names are unique across all AWS accounts. */
  readonly name: string;
  /** Whether the bucket refuses to be destroyed. Where it does not, it is destroyed with everything in it. */
  readonly protect: boolean;
  /** Days for which replaced and deleted objects are kept. Default: for ever. */
  readonly keepOldVersionsDays?: number;
}

/** A private bucket: versioned, encrypted with S3's own key, closed to the public and to unencrypted transport. */
export class Bucket extends Construct {
  readonly resource: S3Bucket;
  /** Turns versions on; an object that is uploaded before it has no version to go back to. */
  readonly versioning: S3BucketVersioningA;

  constructor(scope: Construct, id: string, { name, protect, keepOldVersionsDays }: BucketProps) {
    super(scope, id);
    this.resource = new S3Bucket(this, "bucket", {
      bucket: name,
      forceDestroy: !protect,
      lifecycle: { preventDestroy: protect },
    });
    const bucket = this.resource.bucket;
    this.versioning = new S3BucketVersioningA(this, "versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    const publicAccessBlock = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, "policy", {
      bucket,
      policy: encryptedTransportOnly(this.resource.arn),
      // S3 answers 409 to two changes of a bucket's access at the same time.
      dependsOn: [publicAccessBlock],
    });
    if (keepOldVersionsDays !== undefined) this.expireOldVersions(keepOldVersionsDays);
  }

  private expireOldVersions(noncurrentDays: number): void {
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: this.resource.bucket,
      rule: [
        {
          id: "expire-old-versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [this.versioning],
    });
  }
}

function encryptedTransportOnly(bucketArn: string): string {
  return policyDocument([
    {
      Sid: "DenyUnencryptedTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn, `${bucketArn}/*`],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
