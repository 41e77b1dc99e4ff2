import { defineConfig } from "vitest/config"

export default defineConfig({
  test: {
    // Most tests wait for processes that they started.
    maxWorkers: "100%",
    reporters: ["default", "./test/plain-summary.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          isolate: false,
          // Generated cases by the thousand, on a machine that may be busy.
          testTimeout: 60_000,
          include: ["{packages,apps}/*/test/**/*.test.ts", "test/architecture/**/*.test.ts"],
          exclude: ["**/node_modules/**", "packages/store/**"]
        }
      },
      {
        extends: true,
        test: {
          name: "store",
          isolate: false,
          include: ["{packages/store/test,test/rate-limit}/**/*.test.ts"],
          globalSetup: "packages/store/test/global-postgres.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      },
      {
        extends: true,
        test: {
          name: "cli",
          include: ["test/{cli,report}/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000
        }
      }
    ]
  }
})
