// Numbers: every helper against the interpreter, over all pairs of boundary values.
#include "python/helpers.h"

#include "embedded_python.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <limits>

namespace hasten::testing {
namespace {

constexpr double kInf = std::numeric_limits<double>::infinity();
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax = std::numeric_limits<int64_t>::max();

std::vector<double> special_floats() {
  std::vector<double> all = {kNan, -kNan};
  for (double x : {0.0,
                   5e-324,
                   2.2250738585072014e-308,
                   1e-300,
                   0.1,
                   0.3,
                   0.5,
                   0x1.fffffffffffffp-1,
                   1.0,
                   0x1.0000000000001p0,
                   1.5,
                   2.0,
                   3.0,
                   4.0,
                   7.5,
                   10.0,
                   63.0,
                   1023.0,
                   1024.0,
                   1074.0,
                   1075.0,
                   0x1p31,
                   0x1p52,
                   0x1p53 - 1,
                   0x1p53,
                   0x1p62,
                   0x1p63,
                   0x1p64,
                   1e100,
                   1.7976931348623157e308,
                   kInf}) {
    all.push_back(x);
    all.push_back(-x);
  }
  return all;
}

std::vector<int64_t> special_ints() {
  std::vector<int64_t> all;
  for (int64_t base : {int64_t{0}, int64_t{7}, int64_t{256}, int64_t{1} << 30, int64_t{1} << 31,
                       int64_t{1} << 53, int64_t{1} << 60, int64_t{1} << 62}) {
    for (int64_t step = -2; step <= 2; ++step) {
      all.push_back(base + step);
      all.push_back(-base + step);
    }
  }
  for (int64_t step = 0; step < 1030; step += step < 3 ? 1 : 511) {
    all.push_back(kMin + step);
    all.push_back(kMax - step);
  }
  return all;
}

void expect_same_bits(double actual, PyObject* expected, double x, double y, const char* op) {
  ASSERT_TRUE(PyFloat_CheckExact(expected));
  double right = PyFloat_AS_DOUBLE(expected);
  EXPECT_EQ(std::bit_cast<uint64_t>(actual), std::bit_cast<uint64_t>(right))
      << x << " " << op << " " << y << ": " << actual << " instead of " << right;
}

TEST(FloatHelpers, DivisionMatchesInterpreter) {
  start_python();
  for (double x : special_floats()) {
    for (double y : special_floats()) {
      if (y == 0.0) continue;
      Owned left = PyFloat_FromDouble(x), right = PyFloat_FromDouble(y);
      Owned quotient = PyNumber_FloorDivide(left, right), rest = PyNumber_Remainder(left, right);
      expect_same_bits(hasten_rt_float_floor_div(x, y), quotient, x, y, "//");
      expect_same_bits(hasten_rt_float_mod(x, y), rest, x, y, "%");
    }
  }
}

TEST(FloatHelpers, PowerMatchesInterpreter) {
  start_python();
  int usable = 0, refused = 0;
  for (double x : special_floats()) {
    for (double y : special_floats()) {
      Owned left = PyFloat_FromDouble(x), right = PyFloat_FromDouble(y);
      Owned power = PyNumber_Power(left, right, Py_None);
      PyErr_Clear();
      bool real = power.get() != nullptr && PyFloat_CheckExact(power.get());
      const double result = hasten_rt_float_pow(x, y);
      ASSERT_EQ(!std::isnan(result) || std::isnan(x) || std::isnan(y), real) << x << " ** " << y;
      (real ? usable : refused) += 1;
      if (real) expect_same_bits(result, power, x, y, "**");
    }
  }
  EXPECT_GT(usable, 1000);
  EXPECT_GT(refused, 100);
}

TEST(FloatHelpers, BoxingKeepsBits) {
  start_python();
  for (double x : special_floats()) {
    Owned boxed = hasten_rt_box_float(x);
    expect_same_bits(x, boxed, x, x, "box");
    Owned pair = hasten_rt_box_complex(x, -x);
    EXPECT_EQ(std::bit_cast<uint64_t>(PyComplex_RealAsDouble(pair)), std::bit_cast<uint64_t>(x));
    EXPECT_EQ(std::bit_cast<uint64_t>(PyComplex_ImagAsDouble(pair)), std::bit_cast<uint64_t>(-x));
  }
}

TEST(FloatHelpers, ReplacesOnlyWhatNobodyElseSees) {
  start_python();
  Owned number = PyFloat_FromDouble(1.5);
  EXPECT_TRUE(hasten_rt_replace_float(number, -0.0));
  EXPECT_EQ(outcome(Py_NewRef(number.get())), "float -0.0");
  Owned second = Py_NewRef(number.get());
  EXPECT_FALSE(hasten_rt_replace_float(number, 2.0));
  EXPECT_EQ(outcome(Py_NewRef(number.get())), "float -0.0");
  Owned derived = evaluate("type('F', (float,), {})(1.5)");
  EXPECT_FALSE(hasten_rt_replace_float(derived, 2.0));
  Owned integer = PyLong_FromLong(1000);
  EXPECT_FALSE(hasten_rt_replace_float(integer, 2.0));
}

TEST(IntHelpers, BoxingAndValue) {
  start_python();
  for (int64_t x : special_ints()) {
    Owned boxed = hasten_rt_box_int(x);
    Owned right = PyLong_FromLongLong(x);
    EXPECT_EQ(PyObject_RichCompareBool(boxed, right, Py_EQ), 1);
    EXPECT_TRUE(hasten_rt_int_fits(boxed));
    EXPECT_EQ(hasten_rt_int_value(boxed), x);
  }
  for (const char* wide : {"2**63", "-2**63-1", "2**64", "10**100", "-10**100"}) {
    Owned boxed = evaluate(wide);
    EXPECT_FALSE(hasten_rt_int_fits(boxed)) << wide;
    EXPECT_FALSE(hasten_rt_raised());
  }
}

TEST(IntHelpers, PowerMatchesInterpreter) {
  start_python();
  std::vector<int64_t> bases = special_ints();
  for (int64_t root : {3L, 5L, 10L, 55108L, 2097151L, 2097152L, 3037000499L, 3037000500L}) {
    bases.push_back(root);
    bases.push_back(-root);
  }
  for (int64_t x : bases) {
    for (int64_t y : {0, 1, 2, 3, 4, 5, 13, 18, 19, 31, 39, 40, 62, 63, 64, 65, 127}) {
      Owned left = PyLong_FromLongLong(x), right = PyLong_FromLongLong(y);
      Owned power = PyNumber_Power(left, right, Py_None);
      bool fits = hasten_rt_int_fits(power);
      ASSERT_EQ(hasten_rt_int_pow_ok(x, y), fits) << x << " ** " << y;
      if (!fits) continue;
      EXPECT_EQ(hasten_rt_int_pow(x, y), hasten_rt_int_value(power)) << x << " ** " << y;
    }
    EXPECT_FALSE(hasten_rt_int_pow_ok(x, -1));
    EXPECT_FALSE(hasten_rt_int_pow_ok(x, kMin));
  }
  EXPECT_EQ(hasten_rt_int_pow(-1, kMax), -1);
  EXPECT_EQ(hasten_rt_int_pow(-1, kMax - 1), 1);
  EXPECT_FALSE(hasten_rt_int_pow_ok(2, kMax));
}

TEST(IntHelpers, ComparisonWithFloatMatchesInterpreter) {
  start_python();
  std::vector<double> floats = special_floats();
  for (int64_t x : special_ints()) {
    double near = static_cast<double>(x);
    floats.push_back(near);
    floats.push_back(std::nextafter(near, kInf));
    floats.push_back(std::nextafter(near, -kInf));
  }
  for (int64_t x : special_ints()) {
    Owned left = PyLong_FromLongLong(x);
    for (double y : floats) {
      Owned right = PyFloat_FromDouble(y);
      for (int kind = Py_LT; kind <= Py_GE; ++kind) {
        Owned right_answer = PyObject_RichCompare(left, right, kind);
        ASSERT_EQ(hasten_rt_compare_int_float(x, y, kind), right_answer.get() == Py_True)
            << x << " " << kind << " " << y;
      }
    }
  }
}

TEST(IntHelpers, ReplacesOnlyWhatNobodyElseSees) {
  start_python();
  Owned number = PyLong_FromLong(1000);
  for (int64_t x : {int64_t{257}, int64_t{-6}, (int64_t{1} << 30) - 1, -(int64_t{1} << 30) + 1}) {
    ASSERT_TRUE(hasten_rt_replace_int(number, x));
    Owned fresh = PyLong_FromLongLong(x);
    EXPECT_EQ(outcome(Py_NewRef(number.get())), outcome(Py_NewRef(fresh.get())));
    EXPECT_EQ(PyObject_Hash(number), PyObject_Hash(fresh));
    EXPECT_EQ(PyObject_RichCompareBool(number, fresh, Py_EQ), 1);
    EXPECT_EQ(hasten_rt_int_value(number), x);
  }
  for (int64_t x :
       {int64_t{0}, int64_t{-5}, int64_t{256}, int64_t{1} << 30, -(int64_t{1} << 30), kMin, kMax}) {
    EXPECT_FALSE(hasten_rt_replace_int(number, x)) << x;
  }
  Owned second = Py_NewRef(number.get());
  EXPECT_FALSE(hasten_rt_replace_int(number, 5000));
  Owned small = PyLong_FromLong(7), wide = PyLong_FromLongLong(kMax);
  EXPECT_FALSE(hasten_rt_replace_int(small, 5000));
  EXPECT_FALSE(hasten_rt_replace_int(wide, 5000));
  Owned derived = evaluate("type('I', (int,), {})(1000)");
  EXPECT_FALSE(hasten_rt_replace_int(derived, 5000));
}

}  // namespace
}  // namespace hasten::testing
