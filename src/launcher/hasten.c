// The command `hasten`: a native launcher with no start-up cost of its own. `hasten run` turns its
// options into HASTEN_* environment variables and becomes the Python beside it, so that argv,
// __main__, sys.path, tracebacks, exit codes, signals and stdin are CPython's own; hasten.pth then
// activates the engine (hasten/_activate.py). Every other subcommand becomes `python -m hasten
// ...`. Usage errors: one line on stderr, exit code 2, before Python starts. See
// docs/decisions/0001-launcher-execs-python.md.

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The interpreter that this launcher was built for, "python3.N".
#ifndef HASTEN_PYTHON
#error "HASTEN_PYTHON is set by the build"
#endif

enum { kUsageError = 2, kCannotStart = 127 };

static const char kRunHelp[] =
    "usage: hasten run [options] (SCRIPT | -m MODULE | -c CODE) [ARGS...]\n"
    "\n"
    "Runs a Python program faster, with the same results.\n"
    "\n"
    "options:\n"
    "  --report         when the program ends, say on stderr what was made faster and what was "
    "not\n"
    "  --json FILE      write the same facts to FILE as JSON\n"
    "  --eager          compile every loop and function at first sight (for tests; usually "
    "slower)\n"
    "  --no-cache       neither use nor keep compiled code\n"
    "  --cache-dir DIR  keep compiled code in DIR (default: $XDG_CACHE_HOME/hasten or "
    "~/.cache/hasten)\n"
    "  -h, --help       this text\n"
    "\n"
    "HASTEN=0 in the environment switches hasten off.\n";

__attribute__((noreturn, format(printf, 1, 2))) static void usage_error(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fputs("hasten run: ", stderr);
  vfprintf(stderr, format, arguments);
  fputs("\n", stderr);
  va_end(arguments);
  exit(kUsageError);
}

static void set_variable(const char* name, const char* value) {
  if (setenv(name, value, 1) != 0) usage_error("cannot set %s: %s", name, strerror(errno));
}

static int is_directory(const char* path) {
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

// The directory part of path ("." if there is none), in a buffer of PATH_MAX bytes; returns the
// last component.
static const char* split_path(const char* path, char* directory, const char* option) {
  const char* slash = strrchr(path, '/');
  const char* name = slash ? slash + 1 : path;
  size_t length = slash ? (size_t)(slash - path) : 1;
  if (length >= PATH_MAX) usage_error("%s: path too long", option);
  if (!slash) {
    strcpy(directory, ".");
  } else if (length == 0) {
    strcpy(directory, "/");
  } else {
    memcpy(directory, path, length);
    directory[length] = '\0';
  }
  return name;
}

// Sets variable to path made absolute, because the program may change its directory. The directory
// that path is in must exist; it must be writable when `write_in_parent` (path itself is going to
// be created there).
static void set_path(const char* variable, const char* option, const char* path,
                     int write_in_parent) {
  char directory[PATH_MAX];
  char real[PATH_MAX];
  char absolute[2 * PATH_MAX + 2];
  const char* name = split_path(path, directory, option);
  if (!realpath(directory, real)) usage_error("%s %s: %s", option, path, strerror(errno));
  if (!is_directory(real)) usage_error("%s %s: %s", option, path, strerror(ENOTDIR));
  if (write_in_parent && access(real, W_OK | X_OK) != 0) {
    usage_error("%s %s: cannot write there: %s", option, path, strerror(errno));
  }
  snprintf(absolute, sizeof absolute, "%s/%s", strcmp(real, "/") == 0 ? "" : real, name);
  set_variable(variable, absolute);
}

static void set_json(const char* path) {
  if (*path == '\0') usage_error("--json needs a file name");
  if (is_directory(path)) usage_error("--json %s: %s", path, strerror(EISDIR));
  if (path[strlen(path) - 1] == '/') usage_error("--json %s: %s", path, strerror(ENOENT));
  set_path("HASTEN_JSON", "--json", path, 1);
}

static void set_cache_dir(const char* path) {
  char trimmed[PATH_MAX];
  struct stat status;
  size_t length = strlen(path);
  if (length == 0) usage_error("--cache-dir needs a directory");
  if (length >= sizeof trimmed) usage_error("--cache-dir: path too long");
  strcpy(trimmed, path);
  while (length > 1 && trimmed[length - 1] == '/') trimmed[--length] = '\0';
  int exists = stat(trimmed, &status) == 0;
  if (exists && !S_ISDIR(status.st_mode)) {
    usage_error("--cache-dir %s: %s", path, strerror(ENOTDIR));
  }
  if (exists && access(trimmed, W_OK | X_OK) != 0) {
    usage_error("--cache-dir %s: cannot write there: %s", path, strerror(errno));
  }
  set_path("HASTEN_CACHE_DIR", "--cache-dir", trimmed, !exists);
}

// The value of option at argv[*index]: `--option VALUE` or `--option=VALUE`; NULL if that is
// another option.
static const char* option_value(const char* option, int argc, char** argv, int* index) {
  size_t length = strlen(option);
  if (strncmp(argv[*index], option, length) != 0) return NULL;
  if (argv[*index][length] == '=') return argv[*index] + length + 1;
  if (argv[*index][length] != '\0') return NULL;
  if (*index + 1 >= argc) usage_error("%s needs a value", option);
  return argv[++*index];
}

static void check_script(const char* path) {
  if (strcmp(path, "-") == 0) return;
  if (access(path, R_OK) != 0) usage_error("cannot read %s: %s", path, strerror(errno));
}

// Parses the options of `run` and returns the index of the first argument that is Python's.
static int parse_run(int argc, char** argv) {
  int reports = 0;
  // Inside another run the report belongs to that one: its settings end here.
  if (getenv("HASTEN_MAIN_PID")) {
    unsetenv("HASTEN_MAIN_PID");
    unsetenv("HASTEN_REPORT");
    unsetenv("HASTEN_JSON");
    unsetenv("HASTEN_DUMP");
  }
  int index = 2;
  for (; index < argc; ++index) {
    const char* argument = argv[index];
    const char* value;
    if (argument[0] != '-' || strcmp(argument, "-") == 0) break;
    if (strncmp(argument, "-m", 2) == 0 || strncmp(argument, "-c", 2) == 0) break;
    if (strcmp(argument, "-h") == 0 || strcmp(argument, "--help") == 0) {
      fputs(kRunHelp, stdout);
      exit(0);
    } else if (strcmp(argument, "--report") == 0) {
      set_variable("HASTEN_REPORT", "1");
      reports = 1;
    } else if (strcmp(argument, "--eager") == 0) {
      set_variable("HASTEN_EAGER", "1");
    } else if (strcmp(argument, "--no-cache") == 0) {
      set_variable("HASTEN_NO_CACHE", "1");
    } else if (strcmp(argument, "--") == 0) {
      if (++index < argc && argv[index][0] == '-') {
        usage_error("a script name that starts with '-' must be given as ./%s", argv[index]);
      }
      break;
    } else if ((value = option_value("--json", argc, argv, &index))) {
      set_json(value);
      reports = 1;
    } else if ((value = option_value("--cache-dir", argc, argv, &index))) {
      set_cache_dir(value);
    } else {
      usage_error("unknown option %s (see hasten run --help)", argument);
    }
  }
  if (index >= argc) usage_error("no program given (see hasten run --help)");
  if (argv[index][0] != '-' || argv[index][1] == '\0') {
    check_script(argv[index]);
  } else if (argv[index][2] == '\0' && index + 1 >= argc) {
    usage_error("%s needs a value", argv[index]);
  }
  const char* off = getenv("HASTEN");
  if (reports && off && strcmp(off, "0") == 0) {
    fputs("hasten run: switched off by HASTEN=0, there will be no report\n", stderr);
  }
  return index;
}

// Replaces this process by Python with arguments (NULL-terminated; arguments[0] is filled in here).
// The Python is the one beside this file: `python` of a virtual environment, else the version it
// was built for; last, that version on PATH (a per-user installation has no interpreter beside it).
__attribute__((noreturn)) static void become_python(char** arguments) {
  char here[PATH_MAX];
  char path[PATH_MAX + 32];
  ssize_t length = readlink("/proc/self/exe", here, sizeof here - 1);
  if (length > 0) {
    here[length] = '\0';
    char* slash = strrchr(here, '/');
    if (slash) *slash = '\0';
    snprintf(path, sizeof path, "%s/../pyvenv.cfg", here);
    int in_environment = access(path, F_OK) == 0;
    const char* names[] = {in_environment ? "python" : HASTEN_PYTHON,
                           in_environment ? HASTEN_PYTHON : "python"};
    for (size_t i = 0; i < sizeof names / sizeof *names; ++i) {
      snprintf(path, sizeof path, "%s/%s", here, names[i]);
      if (access(path, X_OK) != 0) continue;
      arguments[0] = path;
      execv(path, arguments);
    }
  }
  arguments[0] = (char*)HASTEN_PYTHON;
  execvp(arguments[0], arguments);
  fprintf(stderr, "hasten: cannot start %s: %s\n", HASTEN_PYTHON, strerror(errno));
  exit(kCannotStart);
}

int main(int argc, char** argv) {
  char** arguments = calloc((size_t)argc + 5, sizeof *arguments);
  if (!arguments) return kCannotStart;
  if (argc >= 2 && strcmp(argv[1], "run") == 0) {
    int first = parse_run(argc, argv);
    char pid[32];
    snprintf(pid, sizeof pid, "%ld", (long)getpid());
    set_variable("HASTEN_MAIN_PID", pid);
    set_variable("HASTEN_RUN", "1");
    memcpy(arguments + 1, argv + first, (size_t)(argc - first) * sizeof *argv);
  } else {
    // -P: a json.py in the current directory must not be imported instead of the real one.
    arguments[1] = (char*)"-P";
    arguments[2] = (char*)"-m";
    arguments[3] = (char*)"hasten";
    for (int i = 1; i < argc; ++i) arguments[3 + i] = argv[i];
    if (argc < 2) arguments[4] = (char*)"--help";
  }
  become_python(arguments);
}
