import { S3Object } from "@cdktf/provider-aws/lib/s3-object/index.js";
import { Construct } from "constructs";
import { Bucket } from "../data/bucket.ts";
import type { Artifact } from "../packaging/artifact.ts";

/** Days for which a replaced zip is kept, as a point to roll back to (FR-110). */
const rollbackDays = 90;

export interface ArtifactStoreProps {
  /** Full name of the bucket. */
  readonly bucketName: string;
  /** Whether the bucket refuses to be destroyed. */
  readonly protect: boolean;
}

/**
 * The bucket through which zips reach Lambda. From S3 the provider creates all functions at once; from local files one
 * after the other.
 */
export class ArtifactStore extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { bucketName, protect }: ArtifactStoreProps) {
    super(scope, id);
    this.bucket = new Bucket(this, "bucket", { name: bucketName, protect, keepOldVersionsDays: rollbackDays });
  }

  /** Uploads a zip under a key that tells its content: the same bytes are never uploaded twice. */
  upload({ functionName, fileName, sha256 }: Artifact): S3Object {
    return new S3Object(this, functionName, {
      bucket: this.bucket.resource.bucket,
      key: `${functionName}/${sha256}.zip`,
      source: `\${path.module}/../../artifacts/${fileName}`,
      dependsOn: [this.bucket.versioning],
    });
  }
}
