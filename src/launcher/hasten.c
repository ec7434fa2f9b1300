// The command `hasten`: a native launcher with no start-up cost of its own. `hasten run` and
// `hasten profile` turn their options into HASTEN_* environment variables and become the Python
// beside it, so that argv, __main__, sys.path, tracebacks, exit codes, signals and stdin are
// CPython's own; hasten.pth then starts the engine (hasten/_activate.py) or the collectors
// (hasten/_profiling.py). Every other subcommand becomes `python -m hasten ...`. Usage errors: one
// line on stderr, exit code 2, before Python starts. See
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

static const char kProfileHelp[] =
    "usage: hasten profile [--sample | --calls | --lines] [options] (SCRIPT | -m MODULE | -c CODE) "
    "[ARGS...]\n"
    "\n"
    "Runs a Python program and records where its time goes.\n"
    "\n"
    "options:\n"
    "  --sample           look at what every thread does, again and again (the default)\n"
    "  --rate N           so often a second (default: 1000)\n"
    "  --calls            count and time every call\n"
    "  --no-builtins      leave out calls of functions written in C\n"
    "  --lines            count and time every line of the program's own files: those below the\n"
    "                     script's folder (below the current one with -m and -c) that no library "
    "is in\n"
    "  -f, --function NAME\n"
    "                     of these functions only, or all of a FILE.py; may be repeated\n"
    "  -o, --output FILE  where to keep the capture (default: NAME.PID.hasten); an older capture "
    "there\n"
    "                     is replaced\n"
    "  -s, --sort KEY     order of the table that is shown when the program ends, any key of "
    "pstats\n"
    "                     (default: tottime)\n"
    "  -n, --limit N      rows of that table, or functions shown with their lines (default: 20; 0: "
    "none)\n"
    "  -h, --help         this text\n"
    "\n"
    "hasten show FILE shows the table again, hasten export FILE converts a capture for other "
    "tools.\n";

static const char* subcommand = "run";  // named in messages

__attribute__((noreturn, format(printf, 1, 2))) static void usage_error(const char* format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fprintf(stderr, "hasten %s: ", subcommand);
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

// Whether the argument ends our options: a script, or what Python is to run instead.
static int begins_program(const char* argument) {
  return argument[0] != '-' || strcmp(argument, "-") == 0 || strncmp(argument, "-m", 2) == 0 ||
         strncmp(argument, "-c", 2) == 0;
}

// After `--` comes a script, which Python must not take for an option of its own.
static void check_separated(int argc, char** argv, int index) {
  if (index < argc && argv[index][0] == '-')
    usage_error("a script name that starts with '-' must be given as ./%s", argv[index]);
}

static void check_program(int argc, char** argv, int index) {
  if (index >= argc) usage_error("no program given (see hasten %s --help)", subcommand);
  if (argv[index][0] != '-' || argv[index][1] == '\0') {
    check_script(argv[index]);
  } else if (argv[index][2] == '\0' && index + 1 >= argc) {
    usage_error("%s needs a value", argv[index]);
  }
}

static void end_with_help(const char* argument, const char* help) {
  if (strcmp(argument, "-h") != 0 && strcmp(argument, "--help") != 0) return;
  fputs(help, stdout);
  exit(0);
}

// Inside another run the outputs belong to that one: its settings end here.
static void end_outer_settings(void) {
  if (!getenv("HASTEN_MAIN_PID")) return;
  const char* names[] = {"HASTEN_MAIN_PID", "HASTEN_REPORT",  "HASTEN_JSON",  "HASTEN_DUMP",
                         "HASTEN_RUN",      "HASTEN_PROFILE", "HASTEN_JOINS", "HASTEN_BUILTINS",
                         "HASTEN_SORT",     "HASTEN_LIMIT",   "HASTEN_LINES", "HASTEN_FOLDERS",
                         "HASTEN_RATE"};
  for (size_t i = 0; i < sizeof names / sizeof *names; ++i) unsetenv(names[i]);
}

// Parses the options of `run` and returns the index of the first argument that is Python's.
static int parse_run(int argc, char** argv) {
  int reports = 0;
  end_outer_settings();
  int index = 2;
  for (; index < argc; ++index) {
    const char* argument = argv[index];
    const char* value;
    if (begins_program(argument)) break;
    end_with_help(argument, kRunHelp);
    if (strcmp(argument, "--report") == 0) {
      set_variable("HASTEN_REPORT", "1");
      reports = 1;
    } else if (strcmp(argument, "--eager") == 0) {
      set_variable("HASTEN_EAGER", "1");
    } else if (strcmp(argument, "--no-cache") == 0) {
      set_variable("HASTEN_NO_CACHE", "1");
    } else if (strcmp(argument, "--") == 0) {
      check_separated(argc, argv, ++index);
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
  check_program(argc, argv, index);
  const char* off = getenv("HASTEN");
  if (reports && off && strcmp(off, "0") == 0) {
    fputs("hasten run: switched off by HASTEN=0, there will be no report\n", stderr);
  }
  return index;
}

// A file that is there and is not one of our captures is somebody's.
static void set_output(const char* path) {
  if (*path == '\0') usage_error("--output needs a file name");
  struct stat status;
  if (stat(path, &status) == 0) {
    if (S_ISDIR(status.st_mode)) usage_error("--output %s: %s", path, strerror(EISDIR));
    if (access(path, W_OK) != 0) usage_error("--output %s: %s", path, strerror(errno));
    char begins[7] = "";
    FILE* file = S_ISREG(status.st_mode) && status.st_size > 0 ? fopen(path, "rb") : NULL;
    if (file) {
      size_t size = fread(begins, 1, sizeof begins, file);
      fclose(file);
      if (size < sizeof begins || memcmp(begins, "hasten\n", sizeof begins) != 0) {
        usage_error("--output %s: that file is not a capture, and is left alone", path);
      }
    }
  } else if (path[strlen(path) - 1] == '/') {
    usage_error("--output %s: %s", path, strerror(ENOENT));
  }
  set_path("HASTEN_PROFILE", "--output", path, 1);
}

// NAME.PID.hasten in the current directory; NAME is the script's or module's.
static void set_default_output(const char* const* program) {
  char name[PATH_MAX];
  const char* base = "code";
  if (strncmp(program[0], "-m", 2) == 0) {
    base = program[0][2] ? program[0] + 2 : program[1];
  } else if (program[0][0] != '-') {
    const char* slash = strrchr(program[0], '/');
    base = slash ? slash + 1 : program[0];
  }
  size_t length = strlen(base);
  if (length > 3 && strcmp(base + length - 3, ".py") == 0) length -= 3;
  snprintf(name, sizeof name, "%.*s.%ld.hasten", (int)length, base, (long)getpid());
  set_output(name);
}

static int is_sort_key(const char* key) {
  static const char* const keys[] = {"calls",  "ncalls",   "cumtime", "cumulative", "file",
                                     "line",   "filename", "module",  "name",       "nfl",
                                     "pcalls", "stdname",  "time",    "tottime"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; ++i) {
    if (strcmp(keys[i], key) == 0) return 1;
  }
  return 0;
}

static int is_number(const char* text) {
  return *text != '\0' && strspn(text, "0123456789") == strlen(text) && strlen(text) < 10;
}

// The value of an option that has a short name: `-o VALUE`, `-oVALUE`, `--output VALUE`,
// `--output=VALUE`.
static const char* either_value(const char* letter, const char* option, int argc, char** argv,
                                int* index) {
  if (strncmp(argv[*index], letter, 2) == 0 && argv[*index][2] != '\0') return argv[*index] + 2;
  const char* value = option_value(letter, argc, argv, index);
  return value ? value : option_value(option, argc, argv, index);
}

// Adds a function or file to those whose lines are recorded: one a line.
static void add_choice(const char* value) {
  char choice[2 * PATH_MAX];
  if (*value == '\0' || strchr(value, '\n'))
    usage_error("-f needs the name of a function or of a file");
  const char* before = getenv("HASTEN_LINES");
  int length = snprintf(choice, sizeof choice, "%s%s%s", before ? before : "",
                        before && *before ? "\n" : "", value);
  if (length >= (int)sizeof choice) usage_error("-f: too many");
  set_variable("HASTEN_LINES", choice);
}

static void set_rate(const char* text) {
  char* end = NULL;
  const double rate = strtod(text, &end);
  if (end == text || *end != '\0' || !(rate >= 0.1 && rate <= 20000))
    usage_error("--rate %s: not a number of samples per second from 0.1 to 20000", text);
  set_variable("HASTEN_RATE", text);
}

// Parses the options of `profile` and returns the index of the first argument that is Python's.
static int parse_profile(int argc, char** argv) {
  subcommand = "profile";
  end_outer_settings();
  unsetenv("HASTEN_LINES"), unsetenv("HASTEN_RATE");
  const char* rate = NULL;
  int sample = 0, calls = 0, lines = 0, chosen = 0, output = 0;
  int index = 2;
  for (; index < argc; ++index) {
    const char* argument = argv[index];
    const char* value;
    if (begins_program(argument)) break;
    end_with_help(argument, kProfileHelp);
    if (strcmp(argument, "--sample") == 0) {
      sample = 1;
    } else if ((value = option_value("--rate", argc, argv, &index))) {
      rate = value;
    } else if (strcmp(argument, "--calls") == 0) {
      calls = 1;
    } else if (strcmp(argument, "--lines") == 0) {
      lines = 1;
      if (!getenv("HASTEN_LINES")) set_variable("HASTEN_LINES", "");
    } else if (strcmp(argument, "--no-builtins") == 0) {
      set_variable("HASTEN_BUILTINS", "0");
    } else if (strcmp(argument, "--") == 0) {
      check_separated(argc, argv, ++index);
      break;
    } else if ((value = either_value("-o", "--output", argc, argv, &index))) {
      set_output(value);
      output = 1;
    } else if ((value = either_value("-f", "--function", argc, argv, &index))) {
      chosen = 1;
      add_choice(value);
    } else if ((value = either_value("-s", "--sort", argc, argv, &index))) {
      if (!is_sort_key(value)) usage_error("--sort %s: not a key of pstats", value);
      set_variable("HASTEN_SORT", value);
    } else if ((value = either_value("-n", "--limit", argc, argv, &index))) {
      if (!is_number(value)) usage_error("--limit %s: not a number", value);
      set_variable("HASTEN_LIMIT", value);
    } else {
      usage_error("unknown option %s (see hasten profile --help)", argument);
    }
  }
  check_program(argc, argv, index);
  if (sample + calls + lines > 1)
    usage_error("--sample, --calls and --lines would be part of each other's times: choose one");
  if (rate && (calls || lines)) usage_error("--rate is how often --sample looks");
  if (!calls && !lines) set_rate(rate ? rate : "1000");
  if (chosen && !lines) usage_error("-f chooses the functions of --lines");
  if (!output) set_default_output((const char* const*)argv + index);
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
  int runs = argc >= 2 && strcmp(argv[1], "run") == 0;
  if (runs || (argc >= 2 && strcmp(argv[1], "profile") == 0)) {
    int first = runs ? parse_run(argc, argv) : parse_profile(argc, argv);
    char pid[32];
    snprintf(pid, sizeof pid, "%ld", (long)getpid());
    set_variable("HASTEN_MAIN_PID", pid);
    if (runs) set_variable("HASTEN_RUN", "1");
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
