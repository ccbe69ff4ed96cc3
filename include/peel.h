/*
 * libpeel: audit metrics. Copyright (C) 2026 the libpeel maintainers.
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one header that a program includes. Start with peel/rate.h: a sample in, a rate with its interval out.
 */
#ifndef PEEL_H
#define PEEL_H

#include <peel/cases.h>
#include <peel/cases_plan.h>
#include <peel/chart.h>
#include <peel/compare.h>
#include <peel/coverage.h>
#include <peel/look.h>
#include <peel/methods.h>
#include <peel/paired.h>
#include <peel/period.h>
#include <peel/rate.h>
#include <peel/reported.h>
#include <peel/results.h>
#include <peel/rules.h>
#include <peel/sample.h>
#include <peel/several.h>
#include <peel/status.h>
#include <peel/tally.h>
#include <peel/trend.h>
#include <peel/version.h>

#endif
