/** How the project itself runs sf: it sends nothing, and nothing of it runs on when it has ended. */

/**
 * Switches of the pinned CLI. Telemetry, its update and its look-up of newer versions would each start a process that
 * outlives the command. `SF_AUTOUPDATE_DISABLE`, as older pages call the second, is not what the updater reads
 * (@oclif/plugin-update, init hook); set without the other it even turns the update on, since the CLI then takes the
 * person to have decided.
 */
export const quietSwitches = {
  SF_DISABLE_TELEMETRY: 'true',
  SF_DISABLE_AUTOUPDATE: 'true',
  SF_SKIP_NEW_VERSION_CHECK: 'true',
} as const;

/** The same with a home folder of its own, so that the person's log-ins and settings are neither seen nor changed. */
export function quietSf(home: string): NodeJS.ProcessEnv {
  return {
    HOME: home,
    USERPROFILE: home,
    XDG_DATA_HOME: '',
    XDG_CONFIG_HOME: '',
    XDG_CACHE_HOME: '',
    ...quietSwitches,
  };
}
