import { LocalBackend, S3Backend, type TerraformStack } from "cdktf";

export interface StateProps {
  /** Bucket for remote state; without one the state stays on the machine that deploys. */
  readonly bucket: string | undefined;
  readonly region: string;
}

/** Decides where Terraform keeps the state of a stack. */
export function addStateBackend(stack: TerraformStack, stackName: string, { bucket, region }: StateProps): void {
  if (bucket === undefined) {
    new LocalBackend(stack, { path: localStatePath(stackName) });
    return;
  }
  new S3Backend(stack, { bucket, key: `${stackName}/terraform.tfstate`, region, encrypt: true });
  // The bindings do not know the lock file; it replaces the lock table since Terraform 1.10.
  stack.addOverride("terraform.backend.s3.use_lockfile", true);
}

/**
 * Where the state of a stack is on the machine that deploys: relative to the stack's folder, and outside of the disposable
 * output. Never absolute, never deleted with it.
 */
export function localStatePath(stackName: string): string {
  return `../../../state/${stackName}.tfstate`;
}
